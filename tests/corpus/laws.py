"""Regulations in small: a law with an explanation, one that amends, one without lines, a decree."""

from __future__ import annotations

LAW = """PERATURAN PRESIDEN NOMOR 9 TAHUN 2020

Menimbang :

a. bahwa Pasal 5 perlu diatur;

Mengingat :

1. Pasal 4 ayat (1) Undang-Undang Dasar;

MEMUTUSKAN :

BAB I

KETENTUAN UMUM

Pasal 1

Dalam peraturan ini:

Pasal 2

(1) Setiap orang sebagaimana dimaksud dalam Pasal 1 wajib daftar.

BAB II PENYELENGGARAAN Bagian Kesatu Umum Pasal 3 (1) Satu. (2) Dua.

Bagian Kedua

Tata Cara

Pasa1 4

Empat. Pasal 5 Lima.

Pasal 5A

Sisipan.

Agar setiap orang mengetahuinya.

Ditetapkan di Jakarta

PENJELASAN ATAS PERATURAN PRESIDEN NOMOR 9 TAHUN 2020

I. UMUM

Penjelasan umum.

II. PASAL DEMI PASAL

Pasal 1

Cukup jelas. Pasal 2 Ayat (1) Yang dimaksud dengan orang adalah warga.

LAMPIRAN

PERATURAN PRESIDEN

Peta wilayah."""

AMENDING = """PERUBAHAN ATAS UNDANG-UNDANG NOMOR 1 TAHUN 2001

MEMUTUSKAN:

Pasal I

Beberapa ketentuan diubah sebagai berikut:

1. Ketentuan Pasal 12 diubah sehingga berbunyi sebagai berikut:

Pasal 12

Dua belas.

2. Di antara Pasal 12 dan Pasal 13 disisipkan 1 pasal yang berbunyi: Pasal 12A (1) Sisipan.

Pasal II

Mulai berlaku."""

FLOWING = (
    "PERATURAN PEMERINTAH Menimbang : a. bahwa perlu; MEMUTUSKAN : Menetapkan : PERATURAN"
    " PEMERINTAH TENTANG UANG. BAB I KETENTUAN UMUM Bagian Kesatu Arti Pasal 1 Dalam peraturan"
    " ini uang ialah uang. Pasal 2 (1) Uang dihitung. Pejabat Pengelola Pasal 9 (1) PPKD hadir"
    " sesuai dengan Pasal 30 (1) UUD. PENJELASAN ATAS PERATURAN II. PASAL DEMI PASAL Pasal 1"
    " Cukup jelas .'ll( l.lo A Pasal 2 Huruf a Jelas."
)

DECREE = """KEPUTUSAN BUPATI SLEMAN

Menimbang : a. bahwa Pasal 5 perlu dilaksanakan;

MEMUTUSKAN :

Menetapkan : KEPUTUSAN BUPATI TENTANG TIM.

KESATU : Membentuk tim.

KEDUA : Tim sebagaimana dimaksud pada diktum KESATU bertugas:

a. menyusun;

KETIGA : Biaya dibebankan pada APBD.

Ditetapkan di Sleman

LAMPIRAN

KEPUTUSAN BUPATI SLEMAN"""
