"""What things that an organization owns have in common: who sees them."""

from typing import Self, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from rembug.organizations.models import Authority, Organization
from rembug.organizations.permission import organizations_where

M = TypeVar("M", bound=models.Model)


class OwnedQuerySet(models.QuerySet[M]):
    def visible_to(self, person) -> Self:
        """Those of the organizations where the person may at least see.

        Ani (chair) and Budi (member) see what FOKUSS owns; Citra, a member elsewhere, and a visitor see none of it.
        """
        return self.filter(organization__in=organizations_where(person, Authority.SEE))


class Owned(models.Model):
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="%(class)ss", verbose_name=_("organization")
    )

    class Meta:
        abstract = True
