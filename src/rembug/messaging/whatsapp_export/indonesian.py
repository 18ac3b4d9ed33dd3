"""The reader's sentences in Indonesian, for the command, which runs without a message catalogue."""

MESSAGES = {
    "not_found": "Berkas {name} tidak ada atau tidak dapat dibuka.",
    "empty": "Berkas ini kosong.",
    "not_text": "Berkas ini bukan teks: tampaknya gambar, dokumen, atau berkas biner lain.",
    "not_an_export": (
        "Ini bukan ekspor WhatsApp: tidak ada baris di antara {lines} baris pertama yang diawali tanggal dan jam."
    ),
    "wrong_encoding": (
        "Baris {line} bukan UTF-8. Gunakan berkas asli dari WhatsApp, bukan salinan yang disimpan ulang."
    ),
    "message_too_long": "Mulai baris {line} tidak ada awal pesan selama {megabytes} MB: ini bukan ekspor WhatsApp.",
    "broken_zip": "Berkas zip rusak atau terpotong. Silakan kirim atau unduh ulang.",
    "broken_zip_entry": "Isi zip {entry} rusak (di sekitar baris {line}).",
    "encrypted_zip": "Isi zip {entry} dikunci dengan kata sandi.",
    "unsafe_zip_name": "Berkas zip memuat nama {entry} yang mengarah ke luar foldernya. Berkas ditolak.",
    "too_many_zip_entries": "Berkas zip memuat {count} berkas; paling banyak {limit} yang diterima.",
    "zip_too_large": "Setelah dibuka, zip ini memerlukan {megabytes} MB; paling banyak {limit} MB yang diterima.",
    "zip_bomb": "Isi zip {entry} mengembang {ratio} kali lipat. Berkas ditolak.",
    "no_chat_in_zip": "Tidak ada chat di dalam zip: tidak ditemukan berkas .txt yang berisi pesan.",
    "several_chats": "Berkas zip memuat beberapa chat ({entries}). Silakan impor satu per satu.",
}

NOTICES = {
    "ambiguous_date_order": (
        "Tidak ada tanggal yang menunjukkan apakah hari atau bulan yang lebih dulu; hari dianggap lebih dulu."
    ),
    "mixed_date_order": (
        "{count} tanggal bertentangan dengan urutan tanggal lainnya dan dicatat sebagai baris galat, "
        "yang pertama di baris {line}."
    ),
    "time_backwards": "Waktu mundur lebih dari satu jam sebanyak {count} kali, pertama di baris {line}.",
    "quoted_header": (
        "{count} baris tampak seperti awal pesan, tetapi merupakan bagian dari pesan sebelumnya, "
        "yang pertama di baris {line}."
    ),
    "colon_in_name": "{name} dibaca sebagai satu nama walaupun memuat titik dua.",
    "text_before_first_message": "{count} baris sebelum pesan pertama tidak termasuk pesan mana pun.",
    "cut_off_end": "Berkas berakhir di tengah huruf: bagian akhirnya terpotong.",
    "gap": "Tidak ada pesan yang diketahui antara {start} dan {end}.",
    "beginning_cut": ("Awal chat tidak ada: berkas dimulai pada {first} tanpa baris pembuka chat."),
    "beginning_cut_at_limit": (
        "Berkas dimulai pada {first} dan memuat {count} pesan, batas sekali ekspor WhatsApp: "
        "pesan yang lebih lama tidak ada."
    ),
}

ROWS = {
    "impossible_date": "Baris {line}: tanggal {value} tidak ada di kalender.",
    "impossible_time": "Baris {line}: jam {value} tidak ada.",
    "before_first_message": "Baris {line}: teks sebelum pesan pertama.",
}
