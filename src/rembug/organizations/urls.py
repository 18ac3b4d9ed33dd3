"""Addresses of the room: organizations, their members, roles and invitations."""

from django.urls import path

from rembug.organizations.views import erasures, invitations, members, organizations, roles

app_name = "organizations"
urlpatterns = [
    path("", organizations.mine, name="list"),
    path("new/", organizations.new, name="new"),
    path("erasures/", erasures.waiting, name="erasures"),
    path("erasures/<int:pk>/", erasures.carry_out, name="erasure"),
    path("join/<str:token>/", invitations.join, name="join"),
    path("<int:pk>/", organizations.organization, name="organization"),
    path("<int:pk>/edit/", organizations.edit, name="edit"),
    path("<int:pk>/members/", members.members, name="members"),
    path("<int:pk>/members/new/", members.new, name="member_new"),
    path("<int:pk>/members/<int:membership>/", members.member, name="member"),
    path("<int:pk>/members/<int:membership>/correction/", members.correction, name="member_correction"),
    path("<int:pk>/members/<int:membership>/village/", members.village, name="member_village"),
    path("<int:pk>/members/<int:membership>/end/", members.end, name="member_end"),
    path("<int:pk>/members/<int:membership>/sign-in-link/", members.sign_in_link, name="sign_in_link"),
    path("<int:pk>/members/<int:membership>/roles/new/", roles.new, name="role_new"),
    path("<int:pk>/roles/", roles.roles, name="roles"),
    path("<int:pk>/roles/<int:role>/end/", roles.end, name="role_end"),
    path("<int:pk>/roles/<int:role>/hand-over/", roles.hand_over, name="hand_over"),
    path("<int:pk>/hand-overs/<int:hand_over>/", roles.handed_over, name="handed_over"),
    path("<int:pk>/invitations/", invitations.invitations, name="invitations"),
    path("<int:pk>/invitations/new/", invitations.new, name="invitation_new"),
    path("<int:pk>/invitations/<int:invitation>/", invitations.invitation, name="invitation"),
    path("<int:pk>/invitations/<int:invitation>/revocation/", invitations.revocation, name="invitation_revocation"),
]
