"""Areas: the hierarchy of the Ministry of Home Affairs, from province to village.

The dotted code is the key and the path: ``33.02.19.2001`` lies in ``33.02.19``. Codes of
Statistics Indonesia (BPS) look alike and number the same villages in another order, so
they stand in a column of their own and are never derived from these.
"""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

CODE = r"^\d{2}(\.\d{2}(\.\d{2}(\.[123]\d{3})?)?)?$"


class Level(models.IntegerChoices):
    PROVINCE = 1, _("province")
    REGENCY = 2, _("regency or city")
    DISTRICT = 3, _("district")
    VILLAGE = 4, _("village")


class Kind(models.TextChoices):
    PROVINCE = "province", _("province")
    REGENCY = "regency", _("regency")
    CITY = "city", _("city")
    DISTRICT = "district", _("district")
    WARD = "ward", _("urban ward")
    VILLAGE = "village", _("village")
    CUSTOMARY_VILLAGE = "customary_village", _("customary village")


class TimeZone(models.TextChoices):
    WIB = "Asia/Jakarta", "WIB"
    WITA = "Asia/Makassar", "WITA"
    WIT = "Asia/Jayapura", "WIT"


# Proper names: the same in every language of the interface.
DESIGNATIONS = {
    Kind.PROVINCE: "Provinsi",
    Kind.WARD: "Kelurahan",
    Kind.VILLAGE: "Desa",
    Kind.CUSTOMARY_VILLAGE: "Desa Adat",
}


class AreaQuerySet(models.QuerySet):
    def within(self, code: str) -> "AreaQuerySet":
        """The areas below ``code``, not itself. A range on the key: an index serves it on both databases."""
        return self.filter(code__range=(f"{code}.0", f"{code}.99.99.9999"))

    def in_force(self, on) -> "AreaQuerySet":
        """Those that exist on the date ``on``."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on)


class Area(models.Model):
    code = models.CharField(_("code"), max_length=13, primary_key=True, validators=[RegexValidator(CODE)])
    name = models.CharField(_("name"), max_length=100)
    path = models.CharField(_("path"), max_length=300, help_text=_("The name with those above it, nearest first."))
    level = models.SmallIntegerField(_("level"), choices=Level)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    time_zone = models.CharField(_("time zone"), max_length=20, choices=TimeZone)
    bps_code = models.CharField(_("BPS code"), max_length=10, null=True, blank=True)  # noqa: DJ001 -- unknown, not empty
    bps_edition = models.CharField(_("edition of the BPS code"), max_length=10, blank=True)
    edition = models.CharField(_("edition"), max_length=60, help_text=_("The newest decree that lists it."))
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="predecessors")

    objects = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("area")
        verbose_name_plural = _("areas")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=models.F("valid_from")), name="area_validity_in_order"
            ),
            models.UniqueConstraint(fields=["bps_code"], condition=Q(valid_to=None), name="one_area_per_bps_code"),
        ]
        indexes = [models.Index(fields=["level", "code"], name="area_by_level")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("areas:area", args=[self.code])

    @property
    def full_name(self) -> str:
        """The name as an Indonesian office writes it in full: "Kabupaten Banyumas", "Desa Klahang"."""
        return f"{self._designation()} {self.name}"

    def _designation(self) -> str:
        # Jakarta's cities are administrative, and a district is called "distrik" in the provinces of Papua.
        if self.level == Level.REGENCY:
            word = "Kota" if self.kind == Kind.CITY else "Kabupaten"
            return f"{word} Administrasi" if self.code.startswith("31.") else word
        if self.level == Level.DISTRICT:
            return "Distrik" if self.code >= "91" else "Kecamatan"
        return DESIGNATIONS[Kind(self.kind)]

    @property
    def parent_code(self) -> str | None:
        """The code one level up; None for a province."""
        return self.code.rpartition(".")[0] or None

    def children(self) -> AreaQuerySet:
        """The areas in force one level below, by code."""
        return Area.objects.within(self.code).filter(level=self.level + 1, valid_to=None)

    @property
    def ancestor_codes(self) -> list[str]:
        """The codes of those above it, nearest first."""
        parts = self.code.split(".")
        return [".".join(parts[:depth]) for depth in range(len(parts) - 1, 0, -1)]


class FormerName(models.Model):
    """What a code meant before: an earlier name, or an earlier life before the code came into use again."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="former_names", verbose_name=_("area"))
    name = models.CharField(_("name"), max_length=100)
    edition = models.CharField(_("edition"), max_length=60)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"))

    class Meta:
        verbose_name = _("former name")
        verbose_name_plural = _("former names")
        ordering = ["area", "-valid_to", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(valid_to__gte=models.F("valid_from")), name="former_name_in_order")
        ]

    def __str__(self):
        return self.name


class AreaToken(models.Model):
    """One word of the name of an area in force, as search compares it: see ``names.words``."""

    token = models.CharField(max_length=50)
    # No index of its own: search comes from the word, and areas are never deleted.
    area = models.ForeignKey(Area, models.CASCADE, related_name="tokens", db_index=False)
    level = models.SmallIntegerField(choices=Level)
    words = models.SmallIntegerField(help_text=_("How many words the whole name has."))
    length = models.SmallIntegerField(help_text=_("How many letters the whole name has."))

    class Meta:
        verbose_name = _("word of an area's name")
        verbose_name_plural = _("words of areas' names")
        constraints = [models.UniqueConstraint(fields=["level", "token", "area"], name="area_token_once")]

    def __str__(self):
        return self.token
