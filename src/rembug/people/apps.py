from allauth.account.signals import authentication_step_completed
from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from rembug.base import navigation, rounds


class PeopleConfig(AppConfig):
    name = "rembug.people"

    def ready(self):
        from rembug.people import consent_texts, erasure, my_data, sign_in  # noqa: PLC0415 -- models must be loaded

        def publish_consent_texts(using, **details):
            consent_texts.publish(using)

        post_migrate.connect(publish_consent_texts, sender=self, weak=False, dispatch_uid="consent texts")
        authentication_step_completed.connect(sign_in.keep_proof, dispatch_uid="proof")
        user_logged_in.connect(sign_in.keep_time_zone, dispatch_uid="time zone")
        my_data.register("person", my_data.person_and_account, _("Name, addresses, sign-in"))
        my_data.register("posts", my_data.posts, _("Posts"))
        my_data.register("consents", my_data.consents, _("Consents"))
        my_data.register("erasure_request", my_data.erasure_request, _("Request for erasure"))
        my_data.register("deeds", my_data.deeds, _("Your own deeds in the journal"))
        rounds.register("erasures", erasure.erase_due, every=600)
        navigation.register(50, "people:me", _("Me"), "person")
