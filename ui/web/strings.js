/** Every word that the page itself says, in both languages. */

const id = {
  title: 'Enam Pilar: tanya jawab kebijakan kota cerdas',
  purpose: 'Kebijakan kota cerdas, dengan sumbernya',
  skip: 'Langsung ke kolom pertanyaan',
  skipToRegion: 'Langsung ke pilihan daerah',
  home: 'Enam Pilar',
  switchLanguage: 'Bahasa',
  apiDocs: 'Dokumentasi API',
  newConversation: 'Percakapan baru',
  toChat: 'Tanya jawab',
  toBinder: 'Bahan evaluasi',
  views: 'Bagian laman',

  welcomeTitle: 'Apa yang ingin Anda ketahui tentang kota cerdas di Indonesia?',
  welcomeText:
    'Tanyakan dengan bahasa sehari-hari. Setiap kalimat jawaban dikutip dari dokumen, dan sumbernya dapat dibuka tepat pada bagian yang dikutip.',
  pillarsTitle: 'Batasi pada pilar',
  pillarsFailed: 'Daftar pilar tidak dapat dimuat.',
  examplesTitle: 'Contoh pertanyaan',
  examples: [
    'Berapa daerah yang ikut Gerakan Menuju 100 Smart City pada 2018?',
    'Apa itu smart city?',
    'Apa saja enam pilar smart city?',
    'Apa saja tahapan bimtek penyusunan masterplan smart city?',
    'Apa itu quick win?',
    'Apa itu Sibaku di Kabupaten Kulon Progo?',
    'Apa isi Perpres Nomor 95 Tahun 2018?',
    'Siapa penerima Smart City Award 2025?',
  ],

  questionLabel: 'Pertanyaan Anda',
  questionPlaceholder: 'Tulis pertanyaan Anda',
  send: 'Kirim',
  stop: 'Hentikan',
  keys: 'Enter untuk mengirim, Shift+Enter untuk baris baru.',
  caution: 'Periksa sumbernya sebelum mengutip dalam naskah dinas.',

  compare: 'Bandingkan daerah',
  compareShort: 'Bandingkan',
  compareEnd: 'Batal',
  compareRegions: 'Dua sampai lima daerah',
  comparePillar: 'Pilar (boleh kosong bila ada pertanyaan)',
  comparePlaceholder: 'Pertanyaan untuk setiap daerah (boleh kosong bila pilar dipilih)',
  compareSend: 'Bandingkan',
  compareMore: (/** @type {number} */ missing) =>
    `Pilih ${missing > 1 ? 'paling sedikit dua daerah' : 'satu daerah lagi'}.`,
  compareMost: (/** @type {number} */ most) => `Paling banyak ${most} daerah.`,
  compareAbout: 'Setiap daerah mendapat kolom dengan sumbernya sendiri.',
  compareRemove: (/** @type {string} */ name) => `Keluarkan ${name} dari perbandingan`,
  compared: (/** @type {string} */ names, /** @type {string} */ about) => `${about}: ${names}`,
  comparedDone: (/** @type {number} */ columns, /** @type {number} */ empty) =>
    empty
      ? `Perbandingan ${columns} daerah selesai; ${empty} tanpa bukti.`
      : `Perbandingan ${columns} daerah selesai.`,
  noEvidence: 'Tidak ditemukan bukti dalam koleksi ini.',
  searched: (/** @type {number} */ passages) =>
    passages ? `${passages} bagian dokumen dibaca` : 'Belum ada dokumen tentang hal ini',

  binderTitle: 'Bahan evaluasi daerah',
  binderIntro:
    'Pilih satu daerah. Laman ini mengumpulkan kalimat yang mendukung setiap dimensi evaluasi smart city pada setiap pilar, lengkap dengan sumbernya, dan menyebutkan apa yang belum ada buktinya.',
  binderAction: 'Susun',
  binderRegions: 'Memuat daftar daerah…',
  binderOffered: (/** @type {number} */ regions) =>
    `Koleksi ini memuat dokumen tentang ${regions} daerah. Yang paling banyak:`,
  binderNoRegions: 'Koleksi ini belum memuat dokumen tentang daerah mana pun.',
  binderWaiting: (/** @type {string} */ name) => `Mengumpulkan bukti tentang ${name}…`,
  binderFailed: {
    title: 'Bahan evaluasi tidak dapat disusun',
    text: 'Periksa daerah dan tahun evaluasinya, lalu coba lagi.',
  },
  binderSummary: (
    /** @type {number} */ sentences,
    /** @type {number} */ documents,
    /** @type {number} */ gaps,
    /** @type {number} */ asked,
  ) => {
    const found = sentences
      ? `${sentences} kalimat bukti dari ${documents} dokumen.`
      : 'Belum ada kalimat bukti.';
    return `${found} Dari ${asked} dimensi pada semua pilar, ${gaps} belum ada buktinya.`;
  },
  binderRead: (/** @type {number} */ passages) =>
    passages
      ? `${passages} bagian dokumen dibaca; tidak satu pun mendukungnya.`
      : 'Belum ada dokumen tentang pilar ini.',
  binderFile: 'bahan evaluasi',
  binderMap: 'Jumlah kalimat bukti menurut pilar dan dimensi',
  binderNone: 'belum ada',
  binderGoTo: (
    /** @type {number} */ sentences,
    /** @type {string} */ pillar,
    /** @type {string} */ dimension,
  ) => `${sentences} kalimat. Ke ${pillar}: ${dimension}`,
  binderGaps: 'Belum ada bukti',
  rubric: (/** @type {string} */ year, /** @type {string} */ date) =>
    `Dimensi menurut evaluasi smart city ${year}, berdasarkan rujukan per ${date}.`,
  rubricYears: 'Dimensi evaluasi tahun',
  rubricBasis: 'Dasar rubrik',
  pillar: 'Pilar',

  coverageTitle: (/** @type {string} */ name) => `Dokumen tentang ${name}`,
  coverageTotal: (/** @type {number} */ documents) =>
    documents ? `${documents} dokumen dalam koleksi ini.` : 'Belum ada dokumen dalam koleksi ini.',
  coverageCaption:
    'Jumlah dokumen menurut pilar dan tahun terbit. Ringkasan redaksi dihitung untuk setiap bahasa.',
  coverageUndated: 'Tanpa tahun',
  coverageSum: 'Jumlah',
  coverageNewest: 'Terbaru',
  coverageGaps: 'Kekurangan yang diketahui',
  coverageDocuments: (/** @type {number} */ documents) =>
    `Dokumen utama setiap pilar (${documents})`,
  coverageWithin: 'Kabupaten dan kota di dalamnya',
  coverageWithout: (/** @type {string} */ names) => `Belum ada dokumen tentang: ${names}.`,
  coverageCount: (/** @type {number} */ documents) => `${documents} dokumen`,

  download: 'Unduh',
  downloadAs: (/** @type {string} */ name) => `Unduh sebagai ${name}`,
  downloaded: 'Berkas diunduh.',
  downloadFailed: 'Berkas tidak dapat diunduh. Coba lagi sebentar lagi.',
  answerGone: 'Jawaban ini sudah tidak disimpan. Ajukan lagi pertanyaannya, lalu unduh.',

  filter: 'Saring',
  filters: 'Saringan',
  regionLabel: 'Kabupaten, kota, atau provinsi',
  regionPlaceholder: 'Misalnya Kabupaten Sleman',
  addRegion: 'Tambahkan',
  regionUnknown: (/** @type {string} */ name) =>
    `Daerah “${name}” tidak dikenal. Pilih nama dari daftar.`,
  regionWhich: 'Yang mana?',
  removeFilter: (/** @type {string} */ name) => `Hapus saringan ${name}`,
  clearFilters: 'Hapus semua',
  filteredBy: (/** @type {string} */ names) => `Disaring: ${names}`,

  conversation: 'Percakapan',
  stages: {
    searching: 'Mencari dalam koleksi…',
    writing: 'Menyusun jawaban…',
    checking: 'Memeriksa jawaban terhadap sumbernya…',
  },
  stopped: 'Dihentikan. Jawaban ini belum lengkap.',
  retry: 'Coba lagi',
  retryUnfiltered: 'Tanyakan lagi tanpa saringan',
  finished: (/** @type {number} */ sources) =>
    sources ? `Jawaban selesai, ${sources} sumber.` : 'Jawaban selesai.',

  verdict: {
    found: { title: '', text: '' },
    partial: {
      title: 'Jawaban sebagian',
      text: 'Koleksi ini hanya memuat sebagian dari yang Anda tanyakan.',
    },
    not_found: {
      title: 'Tidak ditemukan dalam koleksi ini',
      text: 'Tidak ada dokumen dalam koleksi yang memuat jawabannya. Coba kata lain, atau sebutkan daerah dan tahunnya.',
    },
    out_of_scope: {
      title: 'Di luar cakupan koleksi',
      text: 'Koleksi ini hanya memuat kebijakan dan program kota cerdas di Indonesia.',
    },
    conflicting: {
      title: 'Keterangan antarsumber berbeda',
      text: 'Keterangan yang berbeda ditampilkan apa adanya dengan sumbernya masing-masing.',
    },
  },
  otherVerdict: (/** @type {string} */ status) => ({
    title: 'Jawaban dengan catatan',
    text: `Layanan memberi keterangan “${status}” yang belum dikenal laman ini. Periksa sumbernya.`,
  }),
  nearest: 'Dokumen terdekat dalam koleksi',
  topics: 'Topik terdekat yang ada dalam koleksi',
  passages: (/** @type {number} */ passages) => `${passages} bagian teks`,
  asOf: (/** @type {string} */ date) => `per ${date}`,
  accordingTo: (
    /** @type {string} */ names,
    /** @type {string | null} */ date,
    /** @type {boolean} */ several,
  ) => {
    if (!date) return `Menurut ${names} (tanggal tidak diketahui)`;
    return several ? `Menurut ${names} (yang terbaru ${date})` : `Menurut ${names}, ${date}`;
  },
  understoodAs: 'Dipahami sebagai lanjutan pertanyaan sebelumnya:',
  askAsWritten: 'Tanyakan seperti tertulis',
  askedAsWritten: 'Ditanyakan seperti tertulis, tanpa pertanyaan sebelumnya.',
  writtenBy: (/** @type {string} */ model) =>
    `Ditulis oleh model bahasa (${model}); setiap kalimat sudah dicocokkan dengan sumbernya.`,
  otherLanguage: { id: 'dokumen berbahasa Indonesia', en: 'dokumen berbahasa Inggris' },

  problem: {
    network: {
      title: 'Layanan tidak dapat dihubungi',
      text: 'Periksa sambungan jaringan, lalu coba lagi.',
    },
    broken: {
      title: 'Sambungan terputus sebelum jawaban selesai',
      text: 'Bagian yang sudah tampil mungkin belum lengkap.',
    },
    refused: {
      title: 'Pertanyaan ini tidak dapat diproses',
      text: 'Ubah pertanyaan atau saringannya, lalu coba lagi.',
    },
    busy: { title: 'Layanan sedang sibuk', text: 'Tunggu sebentar, lalu coba lagi.' },
    server: {
      title: 'Terjadi kesalahan pada layanan',
      text: 'Coba lagi. Jika berulang, laporkan kepada pengelola.',
    },
  },
  technicalDetail: 'Keterangan teknis (bahasa Inggris):',

  sources: 'Sumber',
  citation: (/** @type {number} */ number, /** @type {string} */ title) =>
    `Buka sumber ${number}: ${title}`,
  sourceNumber: (/** @type {number} */ number) => `Sumber ${number}`,
  original: 'Dokumen asli',
  archived: 'Salinan arsip',
  newTab: '(membuka tab baru)',
  page: (/** @type {string | number} */ number) => `hlm. ${number}`,
  pagePrinted: (/** @type {number} */ number, /** @type {string} */ label) =>
    `hlm. ${number} (tercetak ${label})`,
  references: 'Rujukan',
  copy: 'Salin dengan sumber',
  copied: 'Tersalin beserta sumbernya',
  copyFailed: 'Tidak dapat menyalin',
  kinds: {
    digest: 'Ringkasan redaksi',
    article: 'Artikel',
    page: 'Laman',
    regulation: 'Peraturan',
    masterplan: 'Rencana induk',
    report: 'Laporan',
  },

  copyQuestion: 'Pertanyaan',
  accessed: (/** @type {string} */ date) => `Diakses ${date}`,
  madeWith: (/** @type {string} */ date) => `Disusun dengan Enam Pilar, ${date}`,
  printed: (/** @type {string} */ date) => `Dicetak dari Enam Pilar pada ${date}`,

  close: 'Tutup',
  toQuote: 'Ke kutipan',
  document: 'Dokumen',
  loadingDocument: 'Memuat dokumen…',
  documentFailed: 'Dokumen tidak dapat dimuat',
  documentsFailed: 'Daftar dokumen tidak dapat dimuat. Coba lagi.',
  publisher: 'Penerbit',
  published: 'Terbit',
  fetched: 'Diambil',
  checked: 'Diperiksa',
  language: 'Bahasa',
  languages: { id: 'Indonesia', en: 'Inggris' },
  pillars: 'Pilar',
  regions: 'Daerah',
  openFile: 'Buka berkas',
  openFileAt: (/** @type {number} */ page) => `Buka berkas pada hlm. ${page}`,
  pagePicture: (/** @type {number} */ page) => `Gambar halaman ${page} dengan kutipan yang ditandai`,
  pagePictureLarge: 'Perbesar gambar halaman',
  quoteLost: 'Kutipan tidak ditemukan pada versi teks ini:',
  pageOf: (/** @type {number} */ number, /** @type {number} */ total) =>
    `Halaman ${number} dari ${total}`,
  pageLabel: (/** @type {string} */ label) => `tercetak ${label}`,
  pageScanned: 'Halaman ini hasil pindai tanpa teks. Buka berkasnya untuk membaca.',
  pageOcr: 'Teks hasil pindai; mungkin ada yang salah terbaca.',
  morePagesBefore: (/** @type {number} */ from, /** @type {number} */ to) =>
    from === to ? `Tampilkan halaman ${to}` : `Tampilkan halaman ${from}–${to}`,
  morePagesAfter: (/** @type {number} */ from, /** @type {number} */ to) =>
    from === to ? `Tampilkan halaman ${from}` : `Tampilkan halaman ${from}–${to}`,
};

/** @type {typeof id} */
const en = {
  title: 'Enam Pilar: questions and answers on smart-city policy',
  purpose: 'Smart-city policy, with its sources',
  skip: 'Skip to the question field',
  skipToRegion: 'Skip to the choice of a region',
  home: 'Enam Pilar',
  switchLanguage: 'Language',
  apiDocs: 'API documentation',
  newConversation: 'New conversation',
  toChat: 'Ask',
  toBinder: 'Evaluation binder',
  views: 'Parts of this page',

  welcomeTitle: 'What would you like to know about smart cities in Indonesia?',
  welcomeText:
    'Ask in everyday words. Every sentence of an answer is quoted from a document, and its source opens at the very passage.',
  pillarsTitle: 'Limit to a pillar',
  pillarsFailed: 'The list of pillars could not be loaded.',
  examplesTitle: 'Example questions',
  examples: [
    'How many regions joined the 100 Smart Cities Movement in 2018?',
    'What is a smart city?',
    'What are the six pillars of a smart city?',
    'What are the stages of technical guidance (bimtek) for a masterplan?',
    'What is a quick win?',
    'What is Sibaku in Kulon Progo Regency?',
    'What does Presidential Regulation 95 of 2018 govern?',
    'Who received the Smart City Award in 2025?',
  ],

  questionLabel: 'Your question',
  questionPlaceholder: 'Write your question',
  send: 'Send',
  stop: 'Stop',
  keys: 'Enter to send, Shift+Enter for a new line.',
  caution: 'Check the source before quoting it in an official document.',

  compare: 'Compare regions',
  compareShort: 'Compare',
  compareEnd: 'Cancel',
  compareRegions: 'Two to five regions',
  comparePillar: 'Pillar (optional if you ask a question)',
  comparePlaceholder: 'A question for each region (optional if you choose a pillar)',
  compareSend: 'Compare',
  compareMore: (missing) => `Choose ${missing > 1 ? 'at least two regions' : 'one more region'}.`,
  compareMost: (most) => `At most ${most} regions.`,
  compareAbout: 'Each region gets a column with sources of its own.',
  compareRemove: (name) => `Take ${name} out of the comparison`,
  compared: (names, about) => `${about}: ${names}`,
  comparedDone: (columns, empty) =>
    empty
      ? `Comparison of ${columns} regions complete; ${empty} without evidence.`
      : `Comparison of ${columns} regions complete.`,
  noEvidence: 'No evidence was found in this collection.',
  searched: (passages) =>
    passages
      ? `${passages} ${passages === 1 ? 'passage' : 'passages'} read`
      : 'No document on this yet',

  binderTitle: 'Evaluation binder of a region',
  binderIntro:
    'Choose a region. This page gathers the sentences that support each dimension of the smart city evaluation for each pillar, with their sources, and names what has no evidence yet.',
  binderAction: 'Gather',
  binderRegions: 'Loading the list of regions…',
  binderOffered: (regions) =>
    `This collection holds documents on ${regions} ${regions === 1 ? 'region' : 'regions'}. Those with the most:`,
  binderNoRegions: 'This collection holds no document on any region yet.',
  binderWaiting: (name) => `Gathering the evidence on ${name}…`,
  binderFailed: {
    title: 'The binder could not be made',
    text: 'Check the region and the year of the evaluation, then try again.',
  },
  binderSummary: (sentences, documents, gaps, asked) => {
    const found = sentences
      ? `${sentences} ${sentences === 1 ? 'sentence' : 'sentences'} of evidence from ${documents} ${documents === 1 ? 'document' : 'documents'}.`
      : 'No sentence of evidence yet.';
    return `${found} Of ${asked} dimensions over all pillars, ${gaps} have no evidence.`;
  },
  binderRead: (passages) =>
    passages
      ? `${passages} ${passages === 1 ? 'passage' : 'passages'} read; none supports it.`
      : 'No document on this pillar yet.',
  binderFile: 'evaluation binder',
  binderMap: 'Sentences of evidence by pillar and dimension',
  binderNone: 'none',
  binderGoTo: (sentences, pillar, dimension) =>
    `${sentences} ${sentences === 1 ? 'sentence' : 'sentences'}. To ${pillar}: ${dimension}`,
  binderGaps: 'No evidence yet',
  rubric: (year, date) =>
    `Dimensions of the smart city evaluation of ${year}, from sources as of ${date}.`,
  rubricYears: 'Dimensions of the evaluation of',
  rubricBasis: 'What the rubric rests on',
  pillar: 'Pillar',

  coverageTitle: (name) => `Documents on ${name}`,
  coverageTotal: (documents) =>
    documents
      ? `${documents} ${documents === 1 ? 'document' : 'documents'} in this collection.`
      : 'No document in this collection yet.',
  coverageCaption:
    'Documents by pillar and year of publication. An editorial digest counts once in each language.',
  coverageUndated: 'Undated',
  coverageSum: 'Total',
  coverageNewest: 'Newest',
  coverageGaps: 'Known gaps',
  coverageDocuments: (documents) => `Main documents of each pillar (${documents})`,
  coverageWithin: 'Regencies and cities in it',
  coverageWithout: (names) => `No document yet on: ${names}.`,
  coverageCount: (documents) => `${documents} ${documents === 1 ? 'document' : 'documents'}`,

  download: 'Download',
  downloadAs: (name) => `Download as ${name}`,
  downloaded: 'The file was downloaded.',
  downloadFailed: 'The file could not be downloaded. Try again in a moment.',
  answerGone: 'This answer is no longer kept. Ask the question again, then download it.',

  filter: 'Filter',
  filters: 'Filters',
  regionLabel: 'Regency, city or province',
  regionPlaceholder: 'For example Sleman Regency',
  addRegion: 'Add',
  regionUnknown: (name) => `No region is called “${name}”. Choose a name from the list.`,
  regionWhich: 'Which one?',
  removeFilter: (name) => `Remove filter ${name}`,
  clearFilters: 'Clear all',
  filteredBy: (names) => `Filtered by: ${names}`,

  conversation: 'Conversation',
  stages: {
    searching: 'Searching the collection…',
    writing: 'Writing the answer…',
    checking: 'Checking the answer against its sources…',
  },
  stopped: 'Stopped. This answer is not complete.',
  retry: 'Try again',
  retryUnfiltered: 'Ask again without filters',
  finished: (sources) =>
    sources
      ? `Answer complete, ${sources} ${sources === 1 ? 'source' : 'sources'}.`
      : 'Answer complete.',

  verdict: {
    found: { title: '', text: '' },
    partial: {
      title: 'Partial answer',
      text: 'This collection holds only part of what you asked.',
    },
    not_found: {
      title: 'Not found in this collection',
      text: 'No document in the collection holds the answer. Try other words, or name the region and the year.',
    },
    out_of_scope: {
      title: 'Outside this collection',
      text: 'This collection holds only smart-city policy and programmes in Indonesia.',
    },
    conflicting: {
      title: 'The sources disagree',
      text: 'The differing statements are shown as they stand, each with its source.',
    },
  },
  otherVerdict: (status) => ({
    title: 'An answer with a remark',
    text: `The service calls it “${status}”, which this page does not know yet. Check the sources.`,
  }),
  nearest: 'Nearest documents in the collection',
  topics: 'Nearest topics that the collection does hold',
  passages: (passages) => `${passages} ${passages === 1 ? 'passage' : 'passages'}`,
  asOf: (date) => `as of ${date}`,
  accordingTo: (names, date, several) => {
    if (!date) return `According to ${names} (date unknown)`;
    return several ? `According to ${names} (the newest from ${date})` : `According to ${names}, ${date}`;
  },
  understoodAs: 'Understood as following the question before:',
  askAsWritten: 'Ask it as written',
  askedAsWritten: 'Asked as written, without the question before.',
  writtenBy: (model) =>
    `Written by a language model (${model}); every sentence was checked against its sources.`,
  otherLanguage: { id: 'document in Indonesian', en: 'document in English' },

  problem: {
    network: {
      title: 'The service cannot be reached',
      text: 'Check the network connection, then try again.',
    },
    broken: {
      title: 'The connection broke before the answer was complete',
      text: 'What is shown may not be the whole answer.',
    },
    refused: {
      title: 'This question could not be processed',
      text: 'Change the question or its filters, then try again.',
    },
    busy: { title: 'The service is busy', text: 'Wait a moment, then try again.' },
    server: {
      title: 'Something went wrong in the service',
      text: 'Try again. If it keeps happening, tell whoever runs this service.',
    },
  },
  technicalDetail: 'Technical detail:',

  sources: 'Sources',
  citation: (number, title) => `Open source ${number}: ${title}`,
  sourceNumber: (number) => `Source ${number}`,
  original: 'Original document',
  archived: 'Archived copy',
  newTab: '(opens a new tab)',
  page: (number) => `p. ${number}`,
  pagePrinted: (number, label) => `p. ${number} (printed ${label})`,
  references: 'References',
  copy: 'Copy with sources',
  copied: 'Copied with its sources',
  copyFailed: 'Could not copy',
  kinds: {
    digest: 'Editorial digest',
    article: 'Article',
    page: 'Web page',
    regulation: 'Regulation',
    masterplan: 'Masterplan',
    report: 'Report',
  },

  copyQuestion: 'Question',
  accessed: (date) => `Accessed ${date}`,
  madeWith: (date) => `Compiled with Enam Pilar, ${date}`,
  printed: (date) => `Printed from Enam Pilar on ${date}`,

  close: 'Close',
  toQuote: 'To the quote',
  document: 'Document',
  loadingDocument: 'Loading the document…',
  documentFailed: 'The document could not be loaded',
  documentsFailed: 'The list of documents could not be loaded. Try again.',
  publisher: 'Publisher',
  published: 'Published',
  fetched: 'Fetched',
  checked: 'Checked',
  language: 'Language',
  languages: { id: 'Indonesian', en: 'English' },
  pillars: 'Pillars',
  regions: 'Regions',
  openFile: 'Open the file',
  openFileAt: (page) => `Open the file at p. ${page}`,
  pagePicture: (page) => `Picture of page ${page} with the quote marked`,
  pagePictureLarge: 'Enlarge the page',
  quoteLost: 'The quote was not found in this version of the text:',
  pageOf: (number, total) => `Page ${number} of ${total}`,
  pageLabel: (label) => `printed ${label}`,
  pageScanned: 'This page is a scan without text. Open the file to read it.',
  pageOcr: 'Text from a scan; it may hold reading errors.',
  morePagesBefore: (from, to) => (from === to ? `Show page ${to}` : `Show pages ${from}–${to}`),
  morePagesAfter: (from, to) => (from === to ? `Show page ${from}` : `Show pages ${from}–${to}`),
};

export const STRINGS = { id, en };
