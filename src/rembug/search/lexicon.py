"""The words the analyser knows by heart: plain tables, no behaviour.

Roots and exceptions are of village administration and association life; abbreviations are those that
people type in group chats. Every entry is lower case.
"""

# Words that are whole as they stand, and the goal of taking affixes off. "perangkat" stands here so that it
# is never read as per- + angkat, "penduduk" so that it is never pen- + duduk, and so on.
ROOTS = frozenset(
    [
        "abadi",
        "acara",
        "aco",
        "adat",
        "adil",
        "administrasi",
        "adu",
        "agama",
        "agenda",
        "agraria",
        "air",
        "ajak",
        "ajar",
        "aju",
        "akad",
        "akademi",
        "akses",
        "aksi",
        "akta",
        "aktif",
        "akun",
        "akurat",
        "alam",
        "alamat",
        "alas",
        "alih",
        "alir",
        "alokasi",
        "alternatif",
        "aman",
        "amanat",
        "ambil",
        "ampu",
        "anak",
        "analisis",
        "ancam",
        "anggar",
        "anggota",
        "anjur",
        "angkat",
        "angkut",
        "angsur",
        "antar",
        "antre",
        "anut",
        "aparat",
        "aplikasi",
        "arah",
        "arsip",
        "arti",
        "aset",
        "asosiasi",
        "aspirasi",
        "asuransi",
        "",
        "atur",
        "audit",
        "awal",
        "awas",
        "ayat",
        "bagi",
        "bagian",
        "bahas",
        "bahasa",
        "baik",
        "baju",
        "bakti",
        "balas",
        "balai",
        "balita",
        "bangun",
        "banding",
        "bantu",
        "bapak",
        "barang",
        "baris",
        "baru",
        "basah",
        "batal",
        "batas",
        "bawa",
        "bawah",
        "bayar",
        "beasiswa",
        "beban",
        "bebas",
        "beda",
        "bekal",
        "belajar",
        "belanja",
        "beli",
        "benar",
        "bencana",
        "bendahara",
        "bendera",
        "bengkok",
        "bentuk",
        "bentur",
        "berangkas",
        "berantas",
        "beras",
        "berkah",
        "berita",
        "beritahu",
        "berkas",
        "bersih",
        "besar",
        "biaya",
        "bibit",
        "bicara",
        "bidang",
        "bijak",
        "bimbing",
        "bina",
        "bisnis",
        "bobot",
        "buah",
        "buka",
        "bukti",
        "buku",
        "bulan",
        "buruk",
        "buruh",
        "buat",
        "bunga",
        "bupati",
        "burung",
        "buta",
        "butuh",
        "cabang",
        "cacat",
        "cadang",
        "cagar",
        "cair",
        "cakap",
        "cakup",
        "calon",
        "camat",
        "cantum",
        "cari",
        "catat",
        "cegah",
        "cek",
        "cepat",
        "cerai",
        "cerita",
        "cermat",
        "cetak",
        "cipta",
        "coba",
        "coblos",
        "cocok",
        "contoh",
        "copot",
        "coret",
        "cukup",
        "curah",
        "cuti",
        "daftar",
        "daerah",
        "dagang",
        "dalih",
        "damai",
        "damping",
        "dana",
        "dapat",
        "darurat",
        "dasar",
        "data",
        "datang",
        "daya",
        "deadline",
        "debat",
        "debit",
        "definitif",
        "delegasi",
        "demokrasi",
        "denah",
        "denda",
        "dengar",
        "desa",
        "detail",
        "dewan",
        "difabel",
        "digital",
        "dinas",
        "",
        "disabilitas",
        "disiplin",
        "disposisi",
        "distribusi",
        "dokumen",
        "dokumentasi",
        "domisili",
        "dorong",
        "draf",
        "duduk",
        "dukcapil",
        "dukung",
        "dusun",
        "edar",
        "edit",
        "efektif",
        "efisien",
        "ekonomi",
        "ekspedisi",
        "elektronik",
        "emban",
        "empati",
        "evaluasi",
        "fakta",
        "fasilitas",
        "fasilitasi",
        "fisik",
        "formal",
        "formasi",
        "format",
        "formulir",
        "fotokopi",
        "forum",
        "fungsi",
        "gabung",
        "gadai",
        "gagal",
        "gaji",
        "gali",
        "ganda",
        "ganggu",
        "ganti",
        "garap",
        "garis",
        "gawat",
        "gedung",
        "gelar",
        "gerak",
        "gerobak",
        "gizi",
        "golong",
        "gotong",
        "gugat",
        "gugur",
        "guna",
        "gunting",
        "guru",
        "hadap",
        "hadiah",
        "hadir",
        "hak",
        "hakim",
        "halaman",
        "hambat",
        "hampir",
        "hapus",
        "harap",
        "harga",
        "hari",
        "harta",
        "hasil",
        "hasut",
        "hemat",
        "henti",
        "hibah",
        "hidup",
        "hilang",
        "himpun",
        "hindar",
        "hitung",
        "honor",
        "honorarium",
        "hubung",
        "hukum",
        "huni",
        "hutan",
        "hutang",
        "ibadah",
        "ibu",
        "identitas",
        "ijazah",
        "ijin",
        "ikat",
        "iklan",
        "ikut",
        "imbang",
        "imbau",
        "impor",
        "indeks",
        "indikator",
        "informan",
        "informasi",
        "infrastruktur",
        "ingat",
        "inisiatif",
        "input",
        "insentif",
        "insidental",
        "inspektorat",
        "instansi",
        "instruksi",
        "intensif",
        "inti",
        "inventaris",
        "inventarisasi",
        "iring",
        "irigasi",
        "isi",
        "istirahat",
        "istri",
        "iuran",
        "iur",
        "izin",
        "jabar",
        "jabat",
        "jadwal",
        "jaga",
        "jalan",
        "jalin",
        "jamin",
        "jangka",
        "jari",
        "jaring",
        "jatah",
        "jatuh",
        "jawab",
        "jelas",
        "",
        "jembatan",
        "jemput",
        "jenjang",
        "jenis",
        "jual",
        "juang",
        "judul",
        "jujur",
        "jumlah",
        "kabar",
        "kabupaten",
        "kader",
        "kaji",
        "kalender",
        "kampung",
        "kantor",
        "kapasitas",
        "karang",
        "kartu",
        "karya",
        "kas",
        "kasih",
        "kategori",
        "kawal",
        "kaya",
        "kecuali",
        "kegiatan",
        "kejar",
        "kelas",
        "kelola",
        "keluar",
        "keluarga",
        "keluh",
        "kembang",
        "kembali",
        "kemas",
        "kena",
        "kenal",
        "kendala",
        "kendali",
        "kendara",
        "kepala",
        "keranda",
        "keras",
        "kerja",
        "kertas",
        "ketik",
        "ketua",
        "kewarganegaraan",
        "khusus",
        "kirim",
        "kode",
        "kolom",
        "kominfo",
        "komisi",
        "komite",
        "kompetensi",
        "komputer",
        "komunikasi",
        "kondisi",
        "konflik",
        "konfirmasi",
        "konstruksi",
        "konsultasi",
        "konsumsi",
        "kontrak",
        "kontribusi",
        "kooperatif",
        "koordinasi",
        "koordinator",
        "koperasi",
        "kopi",
        "kolaborasi",
        "koreksi",
        "korban",
        "kosong",
        "kuasa",
        "kuat",
        "kuitansi",
        "kuliah",
        "kumpul",
        "kunci",
        "kunjung",
        "kuota",
        "kurang",
        "kurban",
        "kursus",
        "kutip",
        "kwitansi",
        "laba",
        "lacak",
        "ladang",
        "lahan",
        "lahir",
        "laksana",
        "laku",
        "lama",
        "lamar",
        "lambang",
        "lambat",
        "lampir",
        "lampu",
        "lancar",
        "landas",
        "langgar",
        "langsung",
        "lanjut",
        "lansia",
        "lantik",
        "lapang",
        "lapor",
        "larang",
        "latih",
        "lawan",
        "layak",
        "layan",
        "layar",
        "lebih",
        "ledak",
        "legal",
        "legalisasi",
        "lelang",
        "lembaga",
        "lembar",
        "lembur",
        "lengkap",
        "lepas",
        "lestari",
        "lewat",
        "libat",
        "libur",
        "limbah",
        "limpah",
        "lindung",
        "lingkung",
        "lingkup",
        "lintas",
        "lokasi",
        "lomba",
        "longsor",
        "lowong",
        "luas",
        "lulus",
        "lunas",
        "luncur",
        "lurah",
        "luruh",
        "maaf",
        "maju",
        "makan",
        "makna",
        "maksimal",
        "malam",
        "manfaat",
        "mampu",
        "mandat",
        "mandiri",
        "masalah",
        "masa",
        "masuk",
        "masyarakat",
        "materai",
        "materi",
        "mekanisme",
        "mendesak",
        "mentor",
        "menteri",
        "merah",
        "merata",
        "merdeka",
        "minat",
        "minimal",
        "minta",
        "miskin",
        "mitra",
        "mitigasi",
        "modal",
        "mohon",
        "monitoring",
        "muat",
        "mufakat",
        "mudah",
        "mukim",
        "mula",
        "muka",
        "mulai",
        "musrenbang",
        "musyawarah",
        "mutakhir",
        "mutasi",
        "naik",
        "nama",
        "narasumber",
        "narkoba",
        "naskah",
        "negara",
        "negeri",
        "nikah",
        "nilai",
        "nomor",
        "nota",
        "notulen",
        "nota",
        "nyata",
        "objek",
        "obat",
        "obrol",
        "omset",
        "operasi",
        "operasional",
        "operator",
        "opini",
        "organisasi",
        "otonomi",
        "padat",
        "padam",
        "paguyuban",
        "paham",
        "pajak",
        "pakai",
        "paket",
        "palang",
        "panen",
        "panggil",
        "panitia",
        "pantau",
        "papan",
        "partisipasi",
        "pasal",
        "pasang",
        "pasar",
        "pasti",
        "patuh",
        "patungan",
        "pekerja",
        "pelanggan",
        "pelindung",
        "pemda",
        "pemdes",
        "pemerintah",
        "pemilu",
        "pemuda",
        "penduduk",
        "pendidikan",
        "pengajian",
        "pengantar",
        "penting",
        "penuh",
        "perangkat",
        "perabot",
        "percaya",
        "periksa",
        "perinci",
        "peringkat",
        "perintah",
        "periode",
        "perkara",
        "perlu",
        "permisi",
        "pernah",
        "persen",
        "",
        "peserta",
        "pesan",
        "petak",
        "petani",
        "petisi",
        "pidana",
        "pihak",
        "pikir",
        "pilah",
        "pilih",
        "pindah",
        "pinjam",
        "piutang",
        "plafon",
        "pohon",
        "pokok",
        "polisi",
        "populasi",
        "portal",
        "posisi",
        "posko",
        "posyandu",
        "potensi",
        "potong",
        "prakarsa",
        "praktik",
        "presensi",
        "presentasi",
        "prioritas",
        "privasi",
        "produk",
        "profil",
        "program",
        "promosi",
        "proposal",
        "proses",
        "protes",
        "provinsi",
        "publik",
        "publikasi",
        "pukul",
        "pulang",
        "punah",
        "pungut",
        "pupuk",
        "pusat",
        "putus",
        "rab",
        "rakyat",
        "rancang",
        "rangkap",
        "rangkum",
        "rapat",
        "rapi",
        "raskin",
        "rata",
        "rawan",
        "rawat",
        "realisasi",
        "regu",
        "register",
        "registrasi",
        "regulasi",
        "rekap",
        "rekapitulasi",
        "rekening",
        "rekomendasi",
        "rekrutmen",
        "rela",
        "relawan",
        "rencana",
        "renovasi",
        "rentan",
        "respon",
        "resmi",
        "retribusi",
        "revisi",
        "rinci",
        "ringan",
        "ringkas",
        "risiko",
        "rombong",
        "ruang",
        "rubrik",
        "rujuk",
        "rukun",
        "rumah",
        "rumus",
        "rundung",
        "rusak",
        "rutin",
        "sah",
        "sahabat",
        "saing",
        "saji",
        "saksi",
        "salah",
        "salin",
        "salur",
        "sama",
        "sambut",
        "sampah",
        "sampai",
        "sampel",
        "sandang",
        "sandi",
        "sanggah",
        "sanggup",
        "sanksi",
        "santun",
        "sapa",
        "saran",
        "sarana",
        "sarat",
        "satu",
        "sawah",
        "sebar",
        "sebut",
        "",
        "sedia",
        "segel",
        "sejahtera",
        "sejarah",
        "sekolah",
        "sekretariat",
        "sekretaris",
        "seksi",
        "sektor",
        "selamat",
        "selenggara",
        "selesai",
        "seleksi",
        "selisih",
        "semangat",
        "sembako",
        "semester",
        "sempat",
        "sengketa",
        "sepakat",
        "serah",
        "serap",
        "serasi",
        "serta",
        "sertifikasi",
        "sertifikat",
        "setara",
        "setempat",
        "setor",
        "setuju",
        "sewa",
        "siaga",
        "siap",
        "",
        "siar",
        "sidang",
        "sifat",
        "sikap",
        "silaturahmi",
        "simpan",
        "singkat",
        "sinkron",
        "sinergi",
        "sisa",
        "sistem",
        "siswa",
        "situs",
        "skala",
        "sketsa",
        "skor",
        "sosial",
        "sosialisasi",
        "stempel",
        "stunting",
        "struktur",
        "studi",
        "suara",
        "subsidi",
        "sukarela",
        "sulit",
        "sumbang",
        "sumber",
        "sumpah",
        "sungai",
        "supervisi",
        "surat",
        "survei",
        "surut",
        "susul",
        "susun",
        "swadaya",
        "swakelola",
        "syarat",
        "tabel",
        "tabung",
        "tadah",
        "tagih",
        "tahan",
        "tahap",
        "tahu",
        "tahun",
        "tajam",
        "takut",
        "talang",
        "tambah",
        "tampil",
        "tampung",
        "tanam",
        "tanah",
        "tanda",
        "tandatangan",
        "tanding",
        "tanggap",
        "tanggung",
        "tanggungjawab",
        "tani",
        "tanya",
        "target",
        "tarif",
        "tarik",
        "taruh",
        "tata",
        "tatalaksana",
        "tawar",
        "tayang",
        "tebang",
        "tegas",
        "tegur",
        "teknik",
        "teknis",
        "telaah",
        "teliti",
        "telusur",
        "teman",
        "tempat",
        "tempel",
        "temu",
        "tenaga",
        "tenggat",
        "tentu",
        "tepat",
        "terampil",
        "terang",
        "",
        "terap",
        "terbit",
        "tertib",
        "terima",
        "terjun",
        "tetangga",
        "tetap",
        "",
        "tiba",
        "tilang",
        "timbang",
        "tindak",
        "tingkat",
        "tipe",
        "titik",
        "titip",
        "tokoh",
        "tolak",
        "tolong",
        "tonton",
        "transaksi",
        "transfer",
        "transparan",
        "triwulan",
        "tugas",
        "tuju",
        "tukar",
        "",
        "tulis",
        "tumbuh",
        "tumpang",
        "tunda",
        "tunai",
        "tunggak",
        "tunggu",
        "tunjang",
        "tunjuk",
        "tuntas",
        "tuntut",
        "turun",
        "tutup",
        "uang",
        "ubah",
        "ucap",
        "uji",
        "ukur",
        "ulang",
        "umum",
        "umur",
        "undang",
        "undangan",
        "unduh",
        "unggah",
        "unit",
        "upah",
        "upacara",
        "upaya",
        "upload",
        "urai",
        "urus",
        "urut",
        "urutan",
        "usaha",
        "usul",
        "utama",
        "utang",
        "utus",
        "vaksin",
        "validasi",
        "verifikasi",
        "verval",
        "video",
        "wabah",
        "wajib",
        "wakaf",
        "wakil",
        "waktu",
        "waris",
        "warga",
        "wawancara",
        "wenang",
        "wewenang",
        "wilayah",
        "wirausaha",
        "wisata",
        "wujud",
        "yatim",
        "yayasan",
        "zakat",
        "zona",
    ]
)

# Words whose affixes mislead even with the roots above: word -> term.
EXCEPTIONS = {
    "": "atas",
    "bagian": "bagian",
    "baiknya": "baik",
    "bekerja": "kerja",
    "belajar": "ajar",
    "beranda": "beranda",
    "berapakah": "berapa",
    "dipertanggungjawabkan": "tanggungjawab",
    "diundangkan": "undang",
    "jawaban": "jawab",
    "kebijakan": "bijak",
    "kegiatan": "kegiatan",
    "kepemimpinan": "pimpin",
    "kepemudaan": "pemuda",
    "kesekretariatan": "sekretariat",
    "keterangan": "terang",
    "mengundangkan": "undang",
    "mengundang": "undangan",
    "diundang": "undangan",
    "pekerja": "kerja",
    "pekerjaan": "kerja",
    "pelajaran": "ajar",
    "pelatih": "latih",
    "pelatihan": "latih",
    "pelayan": "layan",
    "pelindung": "lindung",
    "pelindungan": "lindung",
    "pembelajaran": "ajar",
    "pemimpin": "pimpin",
    "pendidikan": "didik",
    "pengadaan": "pengadaan",
    "pengajian": "pengajian",
    "pengalaman": "pengalaman",
    "pengantar": "pengantar",
    "pengundangan": "undang",
    "perdesaan": "desa",
    "permasalahan": "masalah",
    "permohonan": "mohon",
    "permusyawaratan": "musyawarah",
    "pertanggungan": "tanggung",
    "pertanggungjawaban": "tanggungjawab",
    "perumahan": "rumah",
    "perundangan": "undang",
    "perundangundangan": "undang",
    "pimpinan": "pimpin",
    "ruangan": "ruang",
    "sekretarisnya": "sekretaris",
    "tahapan": "tahap",
    "tanggapan": "tanggap",
    "tatausaha": "tatausaha",
    "penatausahaan": "tatausaha",
    "menatausahakan": "tatausaha",
    "undangundang": "undang",
    "wewenang": "wenang",
    "pengesahan": "sah",
    "mengesahkan": "sah",
    "penandatanganan": "tandatangan",
    "menandatangani": "tandatangan",
    "ditandatangani": "tandatangan",
    "ttd": "tandatangan",
    "pemberitahuan": "beritahu",
    "memberitahukan": "beritahu",
    "diberitahukan": "beritahu",
    "pemberian": "beri",
    "ketidakhadiran": "hadir",
    "keikutsertaan": "ikut",
    "keberatan": "keberatan",
    "notula": "notulen",
    "notulensi": "notulen",
    "notulis": "notulen",
    "risalah": "notulen",
    "deadline": "tenggat",
    "absen": "hadir",
    "absensi": "hadir",
    "presensi": "hadir",
    "ijin": "izin",
    "perijinan": "izin",
    "perizinan": "izin",
    "kwitansi": "kuitansi",
    "hutang": "utang",
    "pebruari": "februari",
    "nopember": "november",
    "jumat": "jumat",
    "menilai": "nilai",
    "dinilai": "nilai",
    "ternilai": "nilai",
    "sebagian": "bagian",
    "bersama": "sama",
    "kerjasama": "kerjasama",
    "bekerjasama": "kerjasama",
    "kepada": "kepada",
    "honorarium": "honor",
    "fotocopy": "fotokopi",
    "foto": "foto",
    "photo": "foto",
    "link": "tautan",
    "perkiraan": "kira",
    "pertanyaan": "tanya",
    "berkala": "berkala",
    "beralamat": "alamat",
    "kewilayahan": "wilayah",
    "selisihnya": "selisih",
    "terkait": "kait",
    "berkaitan": "kait",
    "mengenai": "mengenai",
    "segera": "segera",
    "setiap": "setiap",
    "seluruh": "seluruh",
    "sejak": "sejak",
    "kades": "kades",
    "regulasi": "regulasi",
    "sesi": "sesi",
    "asisten": "asisten",
    "sisanya": "sisa",
    "perangko": "perangko",
    "terminal": "terminal",
    "berkat": "berkat",
    "kenaikan": "naik",
    "pemasukan": "masuk",
    "bermeterai": "materai",
    "meterai": "materai",
}

# What people type -> the words they mean. The words are then analysed as if they had been typed.
ABBREVIATIONS = {
    short: tuple(words.split())
    for short, words in (
        line.split(None, 1)
        for line in """
        aj aja
        ak aku
        al antara lain
        alhmdulillah alhamdulillah
        almt alamat
        anggrn anggaran
        ankes anggaran kesehatan
        ap apa
        apbd apbd
        apbdes apb desa
        apbdesa apb desa
        appdesi apdesi
        assalamualaikum assalamualaikum
        ass assalamualaikum
        asslm assalamualaikum
        bds badan desa
        bhs bahasa
        bhw bahwa
        bbrp beberapa
        bgm bagaimana
        bgmn bagaimana
        bgmna bagaimana
        gmn bagaimana
        gmna bagaimana
        gimana bagaimana
        bgt banget
        bhabin bhabinkamtibmas
        bimtek bimbingan teknis
        bkn bukan
        blh boleh
        blkg belakang
        bln bulan
        blm belum
        blom belum
        blum belum
        belom belum
        blt bantuan langsung tunai
        bnr benar
        bener benar
        bngun bangun
        bnyk banyak
        bgkl bengkel
        bpk bapak
        pk pak
        brg barang
        brngkt berangkat
        brp berapa
        brpa berapa
        bs bisa
        bsa bisa
        bsk besok
        bsok besok
        bsr besar
        bumdes bum desa
        bumdesa bum desa
        bumdesma bum desa bersama
        byr bayar
        cm cuma
        cmn cuma
        cpt cepat
        dd dana desa
        add alokasi dana desa
        dftr daftar
        dgn dengan
        dg dengan
        dngn dengan
        dng dengan
        dgr dengar
        dinsos dinas sosial
        dispermades dinas pemberdayaan masyarakat desa
        dpmd dinas pemberdayaan masyarakat desa
        dkk dan kawan kawan
        dl dulu
        dlu dulu
        dlm dalam
        dlsb dan lain sebagainya
        dll dan lain lain
        dmn dimana
        dmna dimana
        dr dari
        dri dari
        drpd daripada
        dsn dusun
        ds desa
        dsb dan sebagainya
        dst dan seterusnya
        dtg datang
        dtng datang
        dpt dapat
        dpet dapat
        e-ktp ktp
        ektp ktp
        ga tidak
        gak tidak
        gk tidak
        g tidak
        ngga tidak
        nggak tidak
        ngak tidak
        enggak tidak
        engga tidak
        kagak tidak
        ndak tidak
        nda tidak
        tak tidak
        tdk tidak
        td tadi
        tdi tadi
        gtg gotong royong
        gubernur gubernur
        hdr hadir
        hr hari
        hri hari
        hrp harap
        hrs harus
        hrus harus
        hub hubungi
        info informasi
        infonya informasi
        jdwl jadwal
        jd jadi
        jdi jadi
        jg juga
        jga juga
        jgn jangan
        jgan jangan
        jln jalan
        jl jalan
        jml jumlah
        jmlh jumlah
        jmt jumat
        jum'at jumat
        jwb jawab
        jwbn jawaban
        kab kabupaten
        kabag kepala bagian
        kadin kepala dinas
        kades kepala desa
        kades2 kepala desa
        kadus kepala dusun
        kalo kalau
        klo kalau
        klu kalau
        kl kalau
        kalu kalau
        kasi kepala seksi
        kasubag kepala sub bagian
        kasie kepala seksi
        kaur kepala urusan
        kbr kabar
        kbthn kebutuhan
        kc kecil
        kdg kadang
        kec kecamatan
        kcmtn kecamatan
        kel kelurahan
        kelg keluarga
        kemendes kementerian desa
        ket keterangan
        keu keuangan
        kgtn kegiatan
        kgiatan kegiatan
        kegitan kegiatan
        kk kk
        klmpk kelompok
        klrg keluarga
        klompok kelompok
        kmrn kemarin
        kmren kemarin
        kmaren kemarin
        kmn kemana
        knp kenapa
        knpa kenapa
        knapa kenapa
        kntr kantor
        ktr kantor
        kpd kepada
        kpda kepada
        kpn kapan
        kpan kapan
        kr kurang
        krg kurang
        krna karena
        krn karena
        krj kerja
        krm kirim
        ksh kasih
        ktmu ketemu
        kmi kami
        lap laporan
        laprn laporan
        lpran laporan
        lpj laporan pertanggungjawaban
        lgi lagi
        lg lagi
        lgsg langsung
        lgsng langsung
        lkp lengkap
        lngkp lengkap
        lmbr lembar
        lamp lampiran
        lpr lapor
        makasih terima kasih
        mksh terima kasih
        mksih terima kasih
        mkasih terima kasih
        trims terima kasih
        tks terima kasih
        trmksh terima kasih
        trimakasih terima kasih
        terimakasih terima kasih
        makasi terima kasih
        tq terima kasih
        nuhun terima kasih
        suwun terima kasih
        mhn mohon
        mohn mohon
        mf maaf
        maf maaf
        mgkn mungkin
        mngkn mungkin
        mnrt menurut
        mn mana
        mna mana
        msh masih
        msih masih
        mslh masalah
        msyrkt masyarakat
        mskd maksud
        msk masuk
        mlm malam
        mgg minggu
        mggu minggu
        mulae mulai
        musdes musyawarah desa
        musdesus musyawarah desa khusus
        musrenbangdes musrenbang desa
        musrenbangdesa musrenbang desa
        musrembang musrenbang
        musrembangdes musrenbang desa
        no nomor
        nmr nomor
        nmor nomor
        nmer nomor
        nanti nanti
        nnti nanti
        ntr nanti
        ntar nanti
        org orang
        orng orang
        pd pada
        pda pada
        pdhl padahal
        pbb pbb
        pemdes pemerintah desa
        pemdesa pemerintah desa
        pemkab pemerintah kabupaten
        pemda pemerintah daerah
        pengajuanny pengajuan
        perbup peraturan bupati
        perda peraturan daerah
        perdes peraturan desa
        perdesa peraturan desa
        perkades peraturan kepala desa
        permen peraturan menteri
        permendagri peraturan menteri dalam negeri permendagri
        permendes peraturan menteri desa permendes
        permendesa peraturan menteri desa permendes
        pilkades pemilihan kepala desa
        plg paling
        plng pulang
        plth pelatihan
        pmbangunan pembangunan
        pny punya
        prades perangkat desa
        prgkt perangkat
        perngkat perangkat
        prov provinsi
        propinsi provinsi
        prsyaratan persyaratan
        psrt peserta
        ptgs petugas
        prtnggjwbn pertanggungjawaban
        pke pakai
        pake pakai
        rkp rkp
        rkpdes rkp desa
        rkpdesa rkp desa
        rpjmdes rpjm desa
        rpjmdesa rpjm desa
        rpt rapat
        rmh rumah
        rb ribu
        sy saya
        sya saya
        sbg sebagai
        sbgai sebagai
        sblm sebelum
        sblmnya sebelum
        sbnrnya sebenarnya
        sdh sudah
        sdah sudah
        udh sudah
        udah sudah
        dah sudah
        uda sudah
        sdg sedang
        sdgkan sedangkan
        sdr saudara
        sdri saudari
        sekdes sekretaris desa
        sekcam sekretaris kecamatan
        sekda sekretaris daerah
        sekret sekretariat
        sgr segera
        siltap penghasilan tetap
        siltp penghasilan tetap
        silatp penghasilan tetap
        sktr sekitar
        skrg sekarang
        skrng sekarang
        skr sekarang
        skdr sekadar
        skdes sekretaris desa
        slh salah
        slm selama
        slmt selamat
        slesai selesai
        slsai selesai
        sls selesai
        smg semoga
        smoga semoga
        smp sampai
        smpe sampai
        sampe sampai
        sm sama
        sma sama
        smntr sementara
        smua semua
        smw semua
        spj surat pertanggungjawaban
        spt seperti
        sprti seperti
        spy supaya
        srt surat
        srat surat
        stlh setelah
        stelah setelah
        stiap setiap
        tp tapi
        tpi tapi
        tpt tempat
        tmpt tempat
        tgl tanggal
        tggl tanggal
        tglnya tanggal
        tgs tugas
        tgg tunggu
        th tahun
        thn tahun
        thp tahap
        tlg tolong
        tlng tolong
        tlp telepon
        telp telepon
        telpon telepon
        tmn teman
        tmbh tambah
        trs terus
        trus terus
        trkhr terakhir
        trsbt tersebut
        tsb tersebut
        tsbt tersebut
        ttg tentang
        tntg tentang
        ttd tandatangan
        ttp tetap
        udgn undangan
        undngn undangan
        und undangan
        utk untuk
        utuk untuk
        untk untuk
        u untuk
        ut untuk
        utama utama
        verif verifikasi
        verfikasi verifikasi
        wa whatsapp
        wag whatsapp grup
        group grup
        grop grup
        grub grup
        wkt waktu
        wktu waktu
        wjb wajib
        wil wilayah
        yad yang akan datang
        yg yang
        yng yang
        y ya
        yth yang terhormat
        ybs yang bersangkutan
        """.strip().splitlines()
    )
}

# Words that carry no subject. They are indexed, but a question with other words is asked without them.
STOP_WORDS = frozenset(
    [
        "a",
        "ada",
        "adalah",
        "adanya",
        "admin",
        "agak",
        "agar",
        "ah",
        "aja",
        "akan",
        "akhirnya",
        "aku",
        "alhamdulillah",
        "amin",
        "aamiin",
        "anda",
        "andai",
        "antar",
        "antara",
        "apa",
        "apaan",
        "apabila",
        "apakah",
        "apalagi",
        "apapun",
        "asal",
        "assalamualaikum",
        "asalkan",
        "atas",
        "atau",
        "ataukah",
        "ataupun",
        "ayo",
        "bagai",
        "bagaimana",
        "bagaimanakah",
        "bagi",
        "bahkan",
        "bahwa",
        "baik",
        "bang",
        "bapak",
        "banget",
        "banyak",
        "baru",
        "beberapa",
        "begini",
        "beginian",
        "begitu",
        "begitulah",
        "belum",
        "benar",
        "berapa",
        "berapakah",
        "berupa",
        "beserta",
        "biar",
        "biarpun",
        "biasa",
        "biasanya",
        "bila",
        "bilamana",
        "bilang",
        "bisa",
        "bisakah",
        "bu",
        "buat",
        "bukan",
        "bukankah",
        "bukannya",
        "bun",
        "cara",
        "caranya",
        "coba",
        "cukup",
        "cuma",
        "dalam",
        "dan",
        "dapat",
        "dapatkah",
        "dari",
        "daripada",
        "datang",
        "deh",
        "demi",
        "demikian",
        "dengan",
        "depan",
        "di",
        "dia",
        "dialah",
        "diantara",
        "dikarenakan",
        "dimana",
        "dimaksud",
        "dimaksudkan",
        "dik",
        "dini",
        "diri",
        "dong",
        "dulu",
        "dua",
        "enak",
        "entah",
        "gan",
        "gitu",
        "guna",
        "gus",
        "hal",
        "halo",
        "hai",
        "hanya",
        "harap",
        "haruslah",
        "harus",
        "harusnya",
        "hehe",
        "hehehe",
        "haha",
        "hahaha",
        "hendak",
        "hendaknya",
        "hingga",
        "ia",
        "ialah",
        "ibu",
        "ikut",
        "ingin",
        "ini",
        "inilah",
        "itu",
        "itulah",
        "iya",
        "jadi",
        "jadinya",
        "jangan",
        "jangankan",
        "jika",
        "jikalau",
        "juga",
        "justru",
        "kadang",
        "kah",
        "kak",
        "kakak",
        "kalau",
        "kalaupun",
        "kali",
        "kalian",
        "kami",
        "kan",
        "kang",
        "kapan",
        "kapankah",
        "karena",
        "karenanya",
        "kata",
        "katanya",
        "ke",
        "kemana",
        "kemarin",
        "kembali",
        "kemudian",
        "kenapa",
        "kepada",
        "kepadanya",
        "kira",
        "kiranya",
        "kita",
        "kok",
        "lagi",
        "lah",
        "lain",
        "lainnya",
        "lalu",
        "lantas",
        "lebih",
        "lewat",
        "loh",
        "lho",
        "maaf",
        "macam",
        "maka",
        "makanya",
        "malah",
        "malahan",
        "mana",
        "manakah",
        "mari",
        "mas",
        "masa",
        "masih",
        "masing",
        "mau",
        "maupun",
        "mbah",
        "mbak",
        "melainkan",
        "melalui",
        "mengapa",
        "mengenai",
        "menjadi",
        "menurut",
        "mereka",
        "merupakan",
        "meski",
        "meskipun",
        "mesti",
        "min",
        "misal",
        "misalnya",
        "mohon",
        "monggo",
        "mungkin",
        "nah",
        "nanti",
        "namun",
        "nggih",
        "nih",
        "no",
        "nya",
        "oh",
        "ok",
        "oke",
        "oleh",
        "orang",
        "pada",
        "padahal",
        "pak",
        "pakde",
        "paling",
        "para",
        "pasti",
        "per",
        "perihal",
        "perlu",
        "perlukah",
        "pernah",
        "pula",
        "pun",
        "punya",
        "saat",
        "saja",
        "sajalah",
        "sama",
        "sambil",
        "sampai",
        "sana",
        "sangat",
        "saya",
        "se",
        "seandainya",
        "sebab",
        "sebagai",
        "sebagaimana",
        "sebagainya",
        "sebelum",
        "sebelumnya",
        "sebenarnya",
        "sebuah",
        "sedang",
        "sedangkan",
        "sedikit",
        "segala",
        "segera",
        "sehingga",
        "sejak",
        "sejumlah",
        "sekali",
        "sekalian",
        "sekarang",
        "sekedar",
        "sekadar",
        "sekitar",
        "selain",
        "selalu",
        "selama",
        "selanjutnya",
        "seluruh",
        "semakin",
        "semoga",
        "semua",
        "semuanya",
        "sementara",
        "sempat",
        "sendiri",
        "sendirinya",
        "seorang",
        "seolah",
        "sepanjang",
        "seperti",
        "sepertinya",
        "sering",
        "serta",
        "sesama",
        "sesuai",
        "sesuatu",
        "sesudah",
        "setelah",
        "seterusnya",
        "setiap",
        "si",
        "siap",
        "siapa",
        "siapakah",
        "siapapun",
        "sih",
        "sila",
        "silahkan",
        "silakan",
        "sini",
        "situ",
        "suatu",
        "sudah",
        "sudahkah",
        "supaya",
        "tadi",
        "tanpa",
        "tapi",
        "telah",
        "tentang",
        "tentu",
        "terhadap",
        "terhormat",
        "tersebut",
        "teman",
        "terus",
        "terima",
        "tetapi",
        "tiap",
        "tiba",
        "tidak",
        "tidaklah",
        "tidakkah",
        "tolong",
        "tuh",
        "turut",
        "ucap",
        "ucapan",
        "untuk",
        "wah",
        "wa",
        "waalaikumsalam",
        "walau",
        "walaupun",
        "wassalam",
        "wr",
        "wb",
        "whatsapp",
        "ya",
        "yaitu",
        "yakni",
        "yang",
        "yah",
        "yuk",
        "izin",
        "kasih",
        "ijin",
        "informasi",
        "bersangkutan",
        "saudara",
        "saudari",
        "kawan",
        "rekan",
        "kenal",
        "bund",
        "mbok",
        "pakdhe",
        "punten",
        "sugeng",
        "matur",
        "oalah",
        "wkwk",
        "wkwkwk",
    ]
)

# Words that keep a doubled vowel when somebody holds the key down: "maaaf" is "maaf", "siaaap" is "siap".
DOUBLED = frozenset(
    [
        "maaf",
        "saat",
        "taat",
        "manfaat",
        "pemanfaatan",
        "keadaan",
        "adaan",
        "siaap",
        "perkiraan",
        "sediaan",
        "isi",
        "koordinasi",
    ]
) - {
    "siaap",
    "isi",
}
