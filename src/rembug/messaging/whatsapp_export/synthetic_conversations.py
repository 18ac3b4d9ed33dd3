"""Questions and answers of village officials, invented, for the demo and for judging the search.

They tell how an invented association works and where to click in invented
versions of applications. They state no rule of law.
"""

from typing import NamedTuple


class Conversation(NamedTuple):
    """One matter: ways to ask it as people type, and the answer."""

    key: str
    asked: tuple[str, ...]
    answer: str


_TEXT = """
siskeudes-sandi
? Pak, lupa kata sandi Siskeudes gmn ya?
? reset password siskeudes lewat siapa bu
= Minta admin kecamatan mereset akunnya, lalu ganti sendiri setelah berhasil masuk.
siskeudes-cadangan
? Bu, cadangan database Siskeudes disimpan di mana?
? backup siskeudes ditaruh dmn biar aman
= Menu Parameter, Backup Data. Simpan di flashdisk dan satu salinan di laptop pak Kaur Keuangan.
siskeudes-lemot
? Siskeudes kok lemot bgt dr pagi, ada yg sama?
? aplikasi siskeudes lambat kl dibuka bareng2
= Server kabupaten memang penuh pagi hari. Coba lagi sesudah jam dua siang, biasanya lancar.
siskeudes-kode-kegiatan
? kode kegiatan baru tdk muncul di Siskeudes, solusinya?
? Pak, bidang kegiatan di siskeudes kosong, knp ya
= Perbarui dulu parameter dari menu Utility, Impor Parameter. Berkasnya ada di drive forum folder Parameter.
siskeudes-tahun
? cara ganti tahun anggaran di Siskeudes lupa sy
? bu tahun di siskeudes msh tahun lalu, pindahnya lewat mana
= Pilih tahun di layar masuk, kanan bawah, sebelum menekan tombol Login.
siskeudes-cetak-spp
? Cetak SPP keluar halaman kosong, ada yg pernah?
? spp nya diprint kok blank pak
= Ganti printer default ke Microsoft Print to PDF dulu, simpan, baru dicetak dari PDF.
siskeudes-pajak
? Potongan pajak di SPP salah isi, bisa dibetulkan?
? keliru masukkan pajak di spp, cara ralatnya gmn
= Buka rincian potongan, hapus baris yang keliru, isi ulang, lalu simpan sebelum SPP disetujui Sekdes.
siskeudes-rekening
? nomor rekening penyedia salah di Siskeudes, ubah dmn
? Pak mau ganti rekening toko di siskeudes lewat menu apa
= Menu Parameter, Data Penyedia. Cari namanya, ubah rekening, lalu panggil ulang di SPP.
siskeudes-laptop
? Laptop ganti, Siskeudes hrs pasang ulang dr awal ya?
? pindah siskeudes ke laptop baru caranya gmn bu
= Pasang aplikasinya, lalu pulihkan cadangan terakhir lewat menu Restore Data. Operator kecamatan bisa mendampingi.
siskeudes-pengguna
? bikin user baru utk operator pengganti di Siskeudes gmn
? Pak, operator kami ganti, akun siskeudes nya gimana
= Admin desa membuat pengguna baru di menu Pengaturan, Pengguna, lalu akun lama dinonaktifkan, bukan dihapus.
siskeudes-bku
? BKU di Siskeudes selisih sama buku bank, mulai cek dr mana
? saldo bku tdk cocok dgn rekening koran pak
= Cocokkan dulu mutasi per tanggal mulai dari saldo awal bulan. Biasanya bunga bank belum dicatat.
siskeudes-offline
? kl internet mati Siskeudes msh bisa dipakai ga bu
? siskeudes offline itu datanya nyambung lg kapan
= Versi desktop tetap bisa. Begitu tersambung, unggah datanya lewat menu Sinkronisasi.
apbdes-format
? Ada yg punya format ringkasan APBDes utk baliho?
? minta contoh infografis apbdes dong pak
= Ada di drive forum, folder Contoh, berkas Baliho APBDes, tinggal ganti angka dan nama desa.
apbdes-lampiran
? lampiran APBDes urutannya gmn sih bu, suka kebalik
? susunan lampiran raperdes apbdes yg rapi spt apa
= Ikuti daftar periksa di folder APBDes: ringkasan, rincian, penjabaran, baru daftar pendukung.
apbdes-kirim
? Draf APBDes dikirim lewat email atau diantar ke kecamatan?
? berkas apbdes ke kecamatan bentuknya cetak apa file
= Dua-duanya: cetak satu bendel ke loket Bu Ratmini, berkas digital ke surel seksi pemerintahan.
apbdes-catatan
? catatan evaluasi APBDes dr kecamatan dibalas pakai surat apa
? Pak kl ada koreksi evaluasi apbdes jawabnya gmn
= Pakai lembar tindak lanjut, satu baris untuk satu catatan, lampirkan halaman yang sudah diperbaiki.
apbdes-simpan
? arsip APBDes tahun2 lalu sebaiknya disimpan dmn
? bu dokumen apbdes lama masih hrs ditaruh di lemari mana
= Di forum ini kebiasaannya satu boks per tahun, diberi label warna, daftar isinya ditempel di tutup.
rkpdes-tim
? Contoh SK tim penyusun RKPDes ada yg punya?
? minta format sk tim rkp desa yg terbaru nuhun
= Ada di drive folder RKPDes, berkas SK Tim, isi nama dan unsur yang diwakili saja.
rkpdes-usulan
? usulan warga dr dusun dicatat pakai format apa pak
? rekap usulan musdus utk rkpdes enaknya pakai excel yg mana
= Pakai lembar Rekap Usulan, satu dusun satu lembar, kolom prioritas diisi saat musyawarah.
rkpdes-foto
? Foto lokasi usulan RKPDes wajib dilampirkan di forum kita?
? bu foto titik nol kegiatan dikumpulkan ke siapa
= Di kecamatan kita diminta, kirim ke Pak Karsono, beri nama berkas dusun dan kegiatannya.
rpjmdes-selaras
? cara cek kegiatan RKP sdh nyambung ke RPJMDes gmn
? Pak rkpdes hrs selaras rpjmdes, ngeceknya pakai apa
= Pakai lembar Penyelarasan: kolom kiri RPJMDes, kolom kanan RKPDes, yang kosong ditandai merah.
musdes-undangan
? Contoh undangan musdes yg singkat ada?
? minta template surat undangan musyawarah desa dong
= Ada di folder Surat, berkas Undangan Musdes. Agenda ditulis di halaman kedua supaya ringkas.
musdes-hadir
? daftar hadir musdes perlu kolom unsur ga bu
? format daftar hadir musyawarah yg dipakai forum kita spt apa
= Pakai yang ada kolom unsur: perempuan, pemuda, tokoh, kelompok tani, supaya mudah direkap.
musdes-notulen
? Notulen musdes diketik langsung apa ditulis tangan dulu?
? notulis musdes enaknya pakai laptop atau buku pak
= Tulis pokoknya di buku, lalu diketik hari itu juga selagi ingat, dan dibacakan sebelum ditutup.
musdes-berita-acara
? berita acara musdes yg ttd siapa saja biasanya
? Bu tanda tangan di berita acara musyawarah urutannya gmn
= Di contoh forum: pimpinan musyawarah, notulis, dan wakil peserta. Siapkan tiga rangkap.
musdes-jadwal
? jadwal musdes antar desa biar ga bentrok diatur siapa
? Pak kalau tanggal musdes bentrok dgn desa sebelah gmn
= Isi di kalender forum dulu. Kalau bentrok, Bu Kustinah sebagai pengatur jadwal akan menghubungi.
musdes-sound
? Sound system utk musdes bisa pinjam kecamatan?
? pinjam pengeras suara pendopo caranya gmn bu
= Bisa, hubungi bagian umum kecamatan, isi buku pinjam, ambil sehari sebelumnya.
lpj-susunan
? susunan bendel LPJ yg enak diperiksa gmn pak
? urutan berkas lpj per kegiatan ada contohnya?
= Urut per kegiatan: SPP, bukti belanja, foto, berita acara. Beri pembatas warna tiap kegiatan.
lpj-nota
? nota toko hilang, LPJ nya gmn ya bu
? Pak nota belanja rusak kena hujan, bisa diganti apa
= Minta salinan ke toko dengan stempel, lalu catat di lembar keterangan, laporkan ke Kaur Keuangan.
lpj-foto
? Foto kegiatan utk LPJ minimal brp sudut?
? dokumentasi lpj fisik ambil foto dr mana aja
= Kebiasaan forum tiga kali: sebelum, tengah, dan sesudah, dari titik berdiri yang sama.
lpj-kumpul
? LPJ dikumpulkan ke siapa di kecamatan skrg?
? bu lpj semester diserahkan ke loket mana
= Ke Bu Wartini di seksi pemerintahan. Minta tanda terima, fotonya dikirim ke grup.
lpj-excel
? rumus rekap LPJ di excel error semua, ada yg bisa bantu?
? file rekap lpj muncul tulisan REF, solusinya pak
= Jangan hapus lembar Referensi. Unduh lagi yang kosong dari drive, salin isiannya saja sebagai nilai.
lpj-materai
? materai utk kuitansi LPJ beli dmn yg asli
? Pak beli e-materai utk kuitansi lewat mana
= Di kantor pos Sokaraja, atau titip Bu Rusmini yang tiap Senin ke sana.
spp-verifikasi
? SPP diverifikasi dulu sama siapa sblm ke pak kades
? urutan paraf spp di forum kita gmn bu
= Pelaksana kegiatan, lalu Sekdes memeriksa dengan lembar periksa, baru ke kepala desa.
spp-lembar
? Ada lembar periksa SPP yg bisa dipakai bareng?
? minta checklist verifikasi spp dong pak sekdes
= Ada, folder Keuangan, berkas Lembar Periksa SPP, satu halaman, dicentang lalu dijepit di depan.
spp-kembali
? kl SPP dikembalikan alasan tertulisnya pakai apa
? Bu format pengembalian spp yg kurang lengkap ada ga
= Tulis di bagian bawah lembar periksa, sebutkan kurangnya apa, beri tanggal dan paraf.
spp-panjar
? panjar kegiatan kemarin blm dipertanggungjawabkan, ingatkannya gmn
? Pak cara nagih pj panjar ke pelaksana yg sopan gmn
= Pakai daftar panjar di papan ruang Sekdes, tiap Senin dibacakan waktu apel, tanpa menyebut orangnya di grup.
blt-daftar
? Daftar penerima BLT ditempel dmn saja di desa njenengan?
? bu pengumuman kpm blt enaknya dipasang di mana
= Kami di papan balai desa, NIK ditutup, hanya nama dan dusun, dan satu lagi di tiap dusun.
blt-antre
? Biar antre BLT ga numpuk gmn caranya pak
? pembagian blt suka ricuh, ada tips?
= Dibagi per dusun dengan jam berbeda, nomor antre dikirim lewat ketua RT sehari sebelumnya.
blt-wakil
? KPM BLT sakit, boleh diambilkan keluarga ga di tempat kita
? Bu penerima blt sepuh tdk bisa datang, solusinya
= Di kecamatan kita didatangi ke rumah oleh kasi dan ketua RT, difoto, dan dicatat di berita acara.
blt-dokumentasi
? dokumentasi BLT harus wajah kelihatan semua?
? pak foto penyerahan blt nanti disimpan dmn
= Cukup foto suasana dan satu per orang untuk arsip. Jangan diunggah ke media sosial.
siltap-slip
? Slip siltap perangkat ada formatnya?
? minta contoh slip gaji perangkat desa bu
= Ada di folder Keuangan, berkas Slip Siltap, tinggal isi nama dan potongan, cetak dua per lembar.
siltap-rekening
? perangkat baru blm punya rekening, siltap nya gmn pak
? buka rekening utk siltap perangkat di bank mana
= Antar ke unit bank di Sokaraja dengan SK dan KTP, biasanya sehari jadi, sampaikan nomornya ke Kaur Keuangan.
siltap-bpjs
? kartu BPJS perangkat ngurusnya lewat siapa skrg
? Bu perangkat baru didaftarkan jaminan kesehatan ke siapa
= Kirim data lewat formulir forum, Pak Tarwadi yang mengumpulkan dan mengantar bersama.
prodeskel-masuk
? Prodeskel tdk bisa login, muncul captcha terus
? pak prodeskel gagal masuk, coba apa dulu
= Hapus riwayat peramban, pakai jendela penyamaran, lalu ketik ulang kode gambarnya pelan-pelan.
prodeskel-operator
? ganti operator Prodeskel lapornya ke mana bu
? akun prodeskel dipegang operator lama, serah terimanya gmn
= Buat berita acara serah terima akun, salinannya ke kecamatan, lalu sandinya langsung diganti.
prodeskel-isi
? data potensi di Prodeskel diambil dr mana angkanya
? Pak sumber angka pertanian utk prodeskel minta siapa
= Minta ke ketua kelompok tani dan penyuluh, catat sumber dan tanggalnya di kolom catatan.
prodeskel-tersimpan
? Sdh isi Prodeskel tp hilang pas dibuka lagi
? bu isian profil desa tdk tersimpan, kenapa ya
= Simpan tiap halaman sebelum pindah tab. Kalau sudah lama diam, keluar dulu lalu masuk lagi.
prodeskel-cetak
? cetak profil desa jadi pdf dr Prodeskel gmn
? unduh laporan prodeskel menu apa pak
= Menu Laporan, pilih Profil, tekan ikon printer di kanan atas, simpan sebagai PDF.
indeks-kuesioner
? Kuesioner indeks desa diisi bareng dmn?
? bu isi kuesioner indeks desa enaknya sendiri atau kumpul
= Kita isi bersama di aula, bawa laptop dan data dusun, Pak Sukirno memandu per dimensi.
indeks-bukti
? bukti dukung indeks desa dikumpulkan pakai apa
? Pak eviden indeks desa formatnya foto atau surat
= Satu folder per pertanyaan, nama folder nomor soalnya, isinya foto atau surat yang dipindai.
dtsen-usul
? warga mau dimasukkan data bantuan, lewat mana usulnya
? Bu cara mengusulkan warga rentan ke data sosial gmn
= Catat di formulir usulan dusun, dibahas di musyawarah, lalu operator memasukkan lewat aplikasi.
dtsen-salah
? data keluarga di aplikasi bansos keliru, betulinnya gmn
? pak nama warga salah ketik di data sosial, lapor siapa
= Bawa salinan KK ke operator desa, isi formulir perbaikan, operator kabupaten yang menyetujui.
dtsen-sandi
? akun SIKS-NG terkunci, buka nya hub siapa
? Bu operator sosial desa salah sandi tiga kali, terkunci
= Hubungi admin di Dinas Sosial lewat grup operator, sebutkan kode desa, jangan kirim sandinya.
aset-kode
? Kode barang inventaris desa lihatnya dmn
? pak daftar kode aset utk laptop dan meja ada?
= Di folder Aset, berkas Daftar Kode. Stiker dicetak lewat lembar Label.
aset-stiker
? stiker inventaris gampang copot, pakai apa yg awet
? Bu label barang desa enaknya pakai kertas apa
= Kami pakai stiker vinil dilapisi selotip bening, sudah dua tahun masih terbaca.
aset-hilang
? proyektor desa hilang, di catatan aset ditulis apa
? Pak barang inventaris hilang langkahnya apa dulu
= Buat laporan kejadian, rapatkan dengan kepala desa, jangan dihapus dulu dari buku, beri keterangan.
aset-pinjam
? pinjam tenda desa dicatat pakai buku apa
? Bu ada format buku peminjaman barang desa?
= Ada, folder Aset, berkas Buku Pinjam, kolom penting: tanggal kembali dan keadaan barang.
aset-foto
? Foto aset tanah kas desa perlu titik koordinat?
? pak dokumentasi tanah desa cukup foto atau pakai peta
= Di forum kita pakai foto empat sudut dan titik dari ponsel, ditulis di balik fotonya.
arsip-surat
? surat masuk lama numpuk, mulai rapikan dr mana bu
? Pak cara menata arsip surat yg berantakan gmn
= Pisahkan per tahun dulu, baru per perihal. Satu jam tiap Jumat sampai selesai, jangan sekaligus.
arsip-agenda
? nomor agenda surat keluar kelewat, gmn ngisinya
? Bu buku agenda ada nomor kosong, boleh diisi mundur?
= Jangan diisi mundur. Tulis "tidak dipakai" di nomor itu, beri paraf, lanjut nomor berikutnya.
arsip-pindai
? Memindai surat pakai hp aplikasi apa yg bagus
? pak scan dokumen lewat ponsel biar jelas gmn
= Pakai pemindai bawaan di aplikasi drive, letakkan di tempat terang, simpan PDF dengan nama tanggal dan perihal.
arsip-serah
? serah terima arsip waktu sekdes ganti ada contohnya?
? Bu daftar arsip utk pejabat baru formatnya spt apa
= Ada, folder Arsip, berkas Daftar Serah Terima, ditandatangani berdua, satu salinan untuk kecamatan.
arsip-hilang
? surat penting terselip, cara cari cepatnya gmn
? Pak mencari surat tahun lalu di arsip lama sekali
= Lihat nomor di buku agenda dulu, baru cari boks tahunnya. Kalau belum diindeks, foto sampulnya.
perdes-nomor
? penomoran Perdes dipegang siapa di desa njenengan
? Bu nomor peraturan desa dicatat di buku mana
= Sekdes yang memberi nomor, dicatat di buku peraturan desa, jangan memesan nomor lewat telepon.
perdes-konsep
? Contoh konsep Perdes yg rapi ada ga pak
? minta kerangka raperdes dong bu buat contoh
= Folder Produk Hukum, berkas Kerangka Perdes. Warna kuning yang harus diganti.
perdes-baca
? minta teman desa lain membaca konsep perdes caranya
? Pak ada yg mau mengoreksi raperdes kami sblm dibahas?
= Kirim ke grup kecil penyunting, dua orang membaca, catatannya pakai komentar di dokumen.
perdes-salinan
? Salinan Perdes dikirim ke kecamatan brp rangkap?
? bu perdes yg sdh jadi fotokopinya utk siapa saja
= Loket kecamatan minta dua rangkap dan satu PDF. Siapkan map biru supaya mudah dikenali.
sk-format
? format SK kepala desa yg baku dr forum ada?
? Pak contoh keputusan kades utk panitia minta dong
= Folder Produk Hukum, berkas SK Panitia. Bagian menimbang diisi dua butir saja cukup.
tte-daftar
? daftar tanda tangan elektronik buat kades lewat mana
? Bu urus TTE perangkat mulai dr mana
= Isi formulir di kecamatan, bawa KTP dan surat tugas, nanti dipandu petugas kominfo.
tte-gagal
? TTE gagal terus pas tanda tangan, kenapa pak
? sertifikat elektronik tdk terbaca di surat
= Cek jam di laptop dulu, harus sesuai. Kalau masih gagal, minta petugas memperbarui sertifikat.
web-sandi
? Web desa tdk bisa diakses adminnya, lupa sandi
? pak reset admin website desa hub siapa
= Pak Daryono memegang akses cadangan, kirim pesan pribadi, nanti dibuatkan sandi baru.
web-berita
? nulis berita di web desa brp panjang yg enak dibaca
? Bu tips bikin berita desa biar dibaca warga
= Tiga paragraf pendek, satu foto, judul kurang dari sepuluh kata, sebut siapa dan kapan.
web-foto
? foto warga di web desa perlu izin ga bu
? Pak unggah foto kegiatan anak di website gimana aturan forum
= Kesepakatan forum: tanya dulu orangnya, untuk anak tanya orang tuanya, kalau ragu pakai foto dari belakang.
opensid-surat
? cetak surat di OpenSID kop nya hilang
? Bu kop surat tdk muncul waktu print dr sistem desa
= Unggah ulang gambar kop di menu Identitas Desa, ukuran kecil saja, lalu segarkan halaman.
opensid-penduduk
? Impor data penduduk ke sistem desa gagal baris ke seratus
? pak unggah excel penduduk error, cek apanya
= Lihat kolom tanggal lahir, harus sama bentuknya semua. Hapus spasi di akhir nama.
opensid-layanan
? warga minta surat lewat hp bisa ga di desa kita
? Bu layanan mandiri di sistem desa cara mengaktifkannya
= Bisa, buatkan PIN di menu Layanan Mandiri, warga masuk pakai NIK dan PIN itu di balai desa dulu.
surat-domisili
? contoh surat keterangan domisili yg singkat pak
? Format surat domisili yg dipakai forum kita ada bu?
= Ada, folder Surat, berkas Keterangan Domisili. Nomor diambil dari buku agenda, jangan dari kepala.
surat-usaha
? surat keterangan usaha perlu foto usahanya ga
? Pak warga minta SKU buat bank, lampirannya apa di tempat njenengan
= Di desa kami foto tempat usaha dan pengantar RT, supaya tidak bolak-balik ditanya bank.
surat-tidak-mampu
? warga minta SKTM utk sekolah, alurnya di desa njenengan gmn
? Bu surat keterangan tdk mampu buat beasiswa prosesnya
= Pengantar RT, kasi kesejahteraan mengecek ke rumah, lalu ditandatangani sore harinya.
surat-kop
? Kop surat desa terbaru font nya apa
? pak logo di kop surat pecah, ada file yg bagus?
= Ada berkas kop resolusi tinggi di drive folder Logo, jangan ambil dari pencarian gambar.
pelatihan-daftar
? Daftar pelatihan Siskeudes bulan ini dmn bu?
? link pendaftaran bimtek siskeudes mana pak
= Tautannya disematkan di grup. Satu desa dua orang, isi sebelum Jumat sore.
pelatihan-bawa
? besok pelatihan bawa apa saja pak
? Bu bimtek di aula perlu bawa laptop sendiri?
= Bawa laptop, charger, colokan, dan data desa di flashdisk. Wifi disediakan.
pelatihan-sertifikat
? sertifikat pelatihan kemarin diambil dmn
? Pak piagam bimtek sdh jadi blm nggih
= Sudah, di meja Bu Rasmiati. Boleh diwakilkan, tanda tangan di buku pengambilan.
pelatihan-lms
? LMS Pamong Desa cara daftarnya gmn
? bu akun belajar pamong desa pakai email apa
= Daftar pakai surel pribadi yang aktif, pilih kode desa, lalu ikuti uji awal sebelum modul pertama.
pelatihan-rekaman
? ada rekaman zoom pelatihan kemarin ga pak
? Bu yg tdk ikut daring bisa lihat videonya dmn
= Ada di drive folder Rekaman, dibagi tiga bagian, catatan ringkasnya di berkas sebelahnya.
mentor-minta
? sy sekdes baru, bisa minta pendamping di forum ini?
? Pak cara minta mentor utk urusan keuangan gmn
= Tulis ke pengurus bidang pembinaan, sebut bagian yang ingin dipelajari, dicarikan teman desa terdekat.
mentor-jadwal
? pendampingan sebaya biasanya brp kali bu
? Jadwal pembinaan pribadi diatur siapa pak
= Kebiasaan kita empat kali, dua minggu sekali, tempatnya bergantian, catatannya diisi berdua.
forum-iuran
? iuran forum bulan ini transfer ke siapa
? Bu bendahara forum skrg rekeningnya apa
= Titip tunai ke Bu Tumirah waktu pertemuan, atau minta nomor rekening lewat pesan pribadi.
forum-jadwal
? Pertemuan rutin forum bulan depan di desa mana
? pak giliran tuan rumah rapat forum siapa ya
= Lihat kalender forum, giliran urut abjad desa, kalau berhalangan tukar lewat Bu Kustinah.
forum-absen
? berhalangan rapat forum izin ke siapa bu
? Pak kl tdk bisa hadir pertemuan wakilnya boleh siapa
= Kabari Bu Kustinah sehari sebelumnya, boleh diwakili perangkat lain asal membawa catatannya pulang.
forum-aturan
? aturan kirim pesan di grup ini apa aja pak
? Bu boleh kirim jualan di grup forum?
= Hanya urusan desa. Pertanyaan diberi judul, jawaban pakai balas, ucapan cukup pakai jempol.
forum-tanya
? cara bertanya yg enak dijawab di grup gmn
? Pak pertanyaan sy tenggelam terus di grup
= Satu pesan satu pertanyaan, sebut aplikasinya, lampirkan foto layar, dan ulangi sore kalau belum dijawab.
forum-drive
? Link drive forum apa ya, hilang dr hp
? bu alamat folder bersama forum minta lagi
= Ada di deskripsi grup. Kalau diminta izin, pakai surel yang sudah didaftarkan ke Pak Daryono.
forum-anggota
? masukkan sekdes baru ke grup lewat siapa
? Pak tolong nomor sekdes kami yg baru ditambahkan
= Kirim nama, desa, dan nomor ke admin grup, dimasukkan setelah dikenalkan waktu pertemuan.
forum-kunjungan
? ada tamu kabupaten lain mau belajar ke forum, yg urus siapa
? Bu permintaan kunjungan studi dijawab pengurus mana
= Pak Sukirno bagian hubungan luar. Minta surat resmi dan daftar pertanyaan dua minggu sebelumnya.
forum-notulen
? Notulen rapat forum kemarin ada dmn
? pak hasil pertemuan bulan lalu minta salinannya
= Folder Notulen, nama berkas tanggalnya. Tugas tiap orang ada di halaman terakhir.
forum-konsumsi
? konsumsi rapat forum ditanggung tuan rumah apa kas
? Bu snack pertemuan rutin siapa yg menyiapkan
= Kas forum untuk minum, tuan rumah menyiapkan camilan sederhana, tanpa nasi kotak.
laptop-virus
? flashdisk kena virus, data APBDes jd shortcut semua
? Pak file di flashdisk berubah jadi pintasan, bisa balik?
= Jangan diformat. Bawa ke Pak Daryono, biasanya datanya tersembunyi dan bisa dimunculkan.
laptop-cadangan
? cadangan data kantor desa enaknya seminggu sekali?
? Bu backup laptop kantor caranya yg gampang gmn
= Tiap Jumat siang salin folder Kerja ke harddisk luar, bergantian dua harddisk, satu disimpan di lemari.
laptop-printer
? Printer kantor garis2, pernah coba apa
? pak hasil cetak putus2, bersihkan headnya gmn
= Jalankan pembersihan head dua kali dari menu printer, diamkan satu jam, jangan diulang terus.
laptop-excel
? angka di excel jd tanggal sendiri, matikannya gmn
? Bu ketik nomor kode malah berubah tanggal
= Ubah kolomnya jadi teks dulu sebelum mengetik, blok kolom, klik kanan, format sel, pilih Text.
laptop-ukuran
? file pdf kegedean tdk bisa diunggah, ngecilinnya gmn
? Pak kompres pdf scan tanpa bikin buram
= Pindai ulang hitam putih 150 dpi, biasanya cukup. Jangan unggah berkas warga ke situs kompres umum.
sandi-aman
? bikin sandi yg aman tp gampang diingat gmn pak
? Bu sandi aplikasi desa sebaiknya diganti tiap kapan
= Pakai empat kata acak, catat di buku terkunci, ganti saat petugas berganti, jangan dikirim ke grup.
sandi-bagi
? boleh ga satu akun dipakai bertiga operator
? Pak akun aplikasi dipakai ramai2 bahaya ga
= Sebaiknya satu orang satu akun supaya jelas siapa yang mengubah. Minta akun tambahan ke admin.
penipuan-tautan
? ada pesan mengaku kabupaten minta kode OTP, asli ga
? Bu dpt link undangan pdf apk, aman dibuka?
= Jangan dibuka dan jangan beri kode. Kirim tangkapan layarnya ke admin, biar diperingatkan di grup.
penipuan-telepon
? ditelepon katanya dr bank minta data rekening desa
? Pak ada yg mengaku pemeriksa minta transfer, pernah?
= Tutup teleponnya, hubungi kantor lewat nomor resmi, ceritakan di grup supaya desa lain waspada.
bpd-undang
? undang BPD rapat pakai surat atau cukup wa bu
? Pak surat utk BPD bahas raperdes contohnya ada?
= Di sini surat resmi, wa hanya pengingat. Contohnya di folder Surat, berkas Undangan BPD.
bpd-bahan
? Bahan rapat BPD dikirim brp hari sblmnya enaknya
? bu ringkasan bahan utk BPD formatnya gmn
= Kebiasaan kami tiga hari sebelumnya, dua halaman ringkas di depan, lampiran lengkap di belakang.
rt-honor
? tanda terima honor RT ada formatnya pak?
? Bu daftar tanda terima insentif rt rw minta contoh
= Folder Keuangan, berkas Tanda Terima RT, sudah ada kolom potongan dan rekening.
posyandu-laporan
? laporan kader posyandu ke desa pakai buku apa
? Pak rekap posyandu bulanan dikumpulkan ke siapa
= Kader mengisi lembar rekap, diserahkan ke kasi kesejahteraan, fotonya dikirim ke grup kader.
bencana-lapor
? ada longsor kecil di dusun, lapornya lewat mana dulu
? Bu pohon tumbang menutup jalan desa hub siapa
= Telepon relawan dusun dan kecamatan, kirim foto dan titik lokasi ke grup siaga, jangan menunggu surat.
bencana-data
? catat warga terdampak banjir pakai format apa
? Pak pendataan korban angin kencang ada lembarnya?
= Folder Siaga, berkas Data Terdampak, isi per keluarga, kolom kebutuhan mendesak paling penting.
kalender-desa
? Kalender kegiatan desa enaknya pakai apa biar semua lihat
? pak agenda kades bentrok terus, aturnya gmn
= Pakai kalender bersama forum, satu warna satu bidang, diisi tiap Senin sesudah apel.
apel-senin
? apel Senin di desa njenengan isinya apa saja
? Bu apel pagi biar singkat gmn caranya
= Sepuluh menit: tugas minggu ini, surat yang belum dibalas, siapa yang keluar kantor.
papan-pengumuman
? Papan informasi desa cepat rusak, pakai bahan apa
? pak baliho luntur kena panas, ganti apa
= Kami pakai bingkai kaca dan kertas di dalamnya, lebih awet dan gampang diganti.
tamu-buku
? buku tamu desa dipindah ke digital perlu ga
? Bu isi buku tamu pakai formulir daring bisa?
= Boleh, tetapi buku kertas tetap di meja untuk tamu yang tidak membawa ponsel.
keluhan-warga
? keluhan warga lewat wa dicatat di mana biar ga lupa
? Pak aduan warga numpuk di hp pribadi, rapikannya gmn
= Salin ke lembar Aduan di drive, beri nomor, hapus nama di laporan yang dibagikan.
peta-dusun
? peta dusun digital ada yg pernah bikin?
? Bu gambar batas dusun pakai aplikasi apa
= Desa Klahang sudah, mereka pakai aplikasi peta di ponsel bersama karang taruna, boleh belajar ke sana.
koperasi-rapat
? undangan rapat koperasi desa formatnya ada pak
? contoh notulen rapat anggota koperasi minta bu
= Ada dua contoh di folder Koperasi, yang satu singkat dan yang satu lengkap.
bumdes-laporan
? Laporan bulanan BUMDes ke desa bentuknya apa
? pak format laporan unit usaha bumdes yg sederhana
= Satu halaman: pemasukan, pengeluaran, persediaan, dan satu masalah yang perlu dibantu.
padat-karya
? daftar hadir pekerja padat karya dicatat harian?
? Bu absen pekerja pkt formatnya yg mana
= Harian, dengan paraf pagi dan sore, lembarnya di folder Kegiatan Fisik.
perpustakaan
? buku perpustakaan desa sepi peminat, ada ide?
? Pak menghidupkan pojok baca desa gmn caranya
= Dipindah ke teras balai desa, dibuka waktu posyandu, dan kader membacakan cerita untuk anak.
seragam
? seragam forum pesan di siapa ukurannya
? bu daftar ukuran kaos forum isi dmn
= Isi tabel yang disematkan di grup, Bu Muslikah yang memesan dan menagih.
"""


def _read(text):
    key, asked, answer = "", [], []
    for line in [*text.strip().split("\n"), ""]:
        if line.startswith("? "):
            asked.append(line[2:])
        elif line.startswith("= "):
            answer.append(line[2:])
        else:
            if answer:
                yield Conversation(key, tuple(asked), " ".join(answer))
            key, asked, answer = line, [], []


CONVERSATIONS = tuple(_read(_TEXT))
