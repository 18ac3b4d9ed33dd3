"""The wordings of consent that Rembug ships, in both languages.

A wording never changes once released: to say it differently, add a version. ``publish``
brings them into the database after every migration, and leaves what is there alone.
"""

from rembug.people.models import ConsentText, Purpose

TEXTS = [
    {
        "purpose": Purpose.MEMBERSHIP,
        "version": 1,
        "title_ind": "Data keanggotaan",
        "text_ind": (
            "Saya setuju nama, nomor HP atau alamat surel, desa, jabatan, dan kehadiran saya dicatat dan dipakai "
            "oleh pengurus dan sesama anggota untuk kegiatan organisasi ini. Nomor HP saya hanya terlihat utuh oleh "
            "pengurus.\n\n"
            "Data ini tidak diberikan kepada pihak lain tanpa persetujuan saya. Saya dapat melihat, memperbaiki, dan "
            "mengunduhnya, menarik persetujuan ini, serta meminta data saya dihapus, kapan saja, melalui halaman "
            "“Data saya”. Permintaan dijalankan paling lambat 3 x 24 jam (UU 27/2022 tentang Pelindungan Data "
            "Pribadi).\n\n"
            "Saya berumur 18 tahun ke atas."
        ),
        "title_en": "Membership data",
        "text_en": (
            "I agree that my name, mobile number or e-mail address, village, posts and attendance are recorded and "
            "used by the officers and fellow members for the work of this organization. Only officers see my whole "
            "mobile number.\n\n"
            "These data are not given to others without my consent. I can see, correct and download them, withdraw "
            "this consent and ask for erasure at any time on the page “My data”. A request is carried out within "
            "3 x 24 hours (Law 27/2022 on Personal Data Protection).\n\n"
            "I am 18 years old or older."
        ),
    },
    {
        "purpose": Purpose.GROUP_HISTORY,
        "version": 1,
        "title_ind": "Riwayat grup dan pencarian",
        "text_ind": (
            "Saya setuju pesan yang saya tulis di grup WhatsApp organisasi ini diimpor ke Rembug dan dapat dicari "
            "oleh sesama anggota, dengan nama saya sebagai pengirim.\n\n"
            "Bila saya menarik persetujuan ini, nama saya dilepas dari pesan-pesan itu paling lambat 3 x 24 jam."
        ),
        "title_en": "Group history and search",
        "text_en": (
            "I agree that the messages I wrote in the WhatsApp group of this organization are imported into Rembug "
            "and can be searched by fellow members, with my name as their sender.\n\n"
            "When I withdraw this consent, my name is taken off those messages within 3 x 24 hours."
        ),
    },
    {
        "purpose": Purpose.PHOTOS,
        "version": 1,
        "title_ind": "Foto kegiatan",
        "text_ind": (
            "Saya setuju foto kegiatan yang memuat saya disimpan di Rembug dan dilihat oleh sesama anggota. Keterangan "
            "tempat dan alat dihapus dari foto sebelum disimpan.\n\n"
            "Saya dapat meminta foto tertentu dihapus kapan saja."
        ),
        "title_en": "Photos of events",
        "text_en": (
            "I agree that photos of events in which I can be seen are kept in Rembug and seen by fellow members. "
            "Details of place and device are removed from a photo before it is kept.\n\n"
            "I can ask for any photo to be deleted at any time."
        ),
    },
    {
        "purpose": Purpose.PHONE,
        "version": 1,
        "title_ind": "Nomor HP untuk sesama anggota",
        "text_ind": (
            "Saya setuju nomor HP saya terlihat utuh oleh sesama anggota organisasi saya, agar mereka dapat "
            "menghubungi saya. Tanpa persetujuan ini mereka hanya melihat sebagian angkanya."
        ),
        "title_en": "Mobile number for fellow members",
        "text_en": (
            "I agree that fellow members of my organizations see my whole mobile number, so that they can reach me. "
            "Without this consent they see only some of its digits."
        ),
    },
]


def publish(using: str = "default") -> None:
    """Add the wordings that the database does not have yet."""
    held = set(ConsentText.objects.using(using).values_list("purpose", "version"))
    for text in TEXTS:
        if (text["purpose"], text["version"]) not in held:
            ConsentText.objects.using(using).create(**text)
