"""Organizations, their members and roles, and the invitations that make people members.

Names follow Popolo: an Organization has Memberships; a membership holds Roles over time.
"""

from rembug.organizations.models.invitation import Invitation
from rembug.organizations.models.membership import Membership, current
from rembug.organizations.models.organization import Organization, OrganizationKind
from rembug.organizations.models.role import AUTHORITY_OF_ROLE, Authority, HandOver, Role, RoleKind

__all__ = [
    "AUTHORITY_OF_ROLE",
    "Authority",
    "HandOver",
    "Invitation",
    "Membership",
    "Organization",
    "OrganizationKind",
    "Role",
    "RoleKind",
    "current",
]
