import { describe, expect, test } from 'vitest'
import { ownCorpus } from '../../../bench/voice/corpus.ts'
import { reading as shape } from '../../../contract/reading.ts'
import { openReader } from '../../edges/reader/shipped-reader.edge.ts'

const reader = openReader()
const read = (text: string, hints = {}) => reader.read(text, hints)

describe('turns that words alone read the wrong way round', () => {
  test.each([
    ['Pas mal.', 1],
    ['RAS', 1],
    ['Je ne suis pas mécontent.', 1],
    ['Délai respecté, prix respecté, rien d’autre à ajouter.', 1],
    ['On ne peut pas dire que ce soit rapide…', -1],
    ['Le nouvel accueil est moins chaleureux qu’avant.', -1],
    ['Karim a trouvé la panne là où un autre garage avait abandonné, chapeau !', 1],
    ['Un autre garage avait abandonné, chapeau', 1],
    ['Je recommande vivement d’éviter ce garage', -1],
    ['I would strongly recommend avoiding this place', -1],
    ['Je n’irai plus ailleurs', 1],
    ['5/5', 1],
    ['1/5', -1],
    ['Merci pour rien.', -1],
    ['Bof.', 0],
    ['Ça va.', 0],
    ['😡😡', -1],
    ['👍', 1],
    ['Not bad at all', 1],
    ['Thanks for nothing', -1],
  ])('%s', (text, polarity) => {
    expect(read(text).polarity).toBe(polarity)
  })
})

describe('plain words, the way they are meant', () => {
  test.each([
    ['Mécontent', -1],
    ['Je suis mécontent', -1],
    ['Insatisfaite', -1],
    ['Je suis très mécontente de l’accueil', -1],
    ['Très mécontent du service, je suis venu deux fois pour rien', -1],
    ['Vous m’avez menti', -1],
    ['Rude receptionist', -1],
    ['They lied to me', -1],
    ['Unhappy customer', -1],
    ['Rendez-vous à 9 h, la voiture n’a été prise qu’à 11 h 30. Quel manque de respect.', -1],
    ['Personne à l’accueil pendant dix minutes.', -1],
    ['Très déçue. Je voudrais être rappelée par un responsable.', -1],
    ['Marine m’a déconseillé un remplacement inutile. J’ai économisé 300 euros, je m’en souviendrai.', 1],
    ['Marine se souvenait de mon prénom et du bruit de l’an dernier. On se sent attendu.', 1],
    ['Mention spéciale pour votre collègue : toujours le mot gentil', 1],
    ['Pas mécontente', 1],
    [':)', 1],
    [':-(', -1],
    [';)', 1],
    [':D', 1],
    ['^^', 1],
    ['…', 0],
    ['2', 0],
    ['Bonjour', 0],
  ])('%s', (text, polarity) => {
    expect(read(text).polarity).toBe(polarity)
  })
})

describe('an insult thanks nobody', () => {
  test.each([
    'Cette connasse de Marine',
    'Marine est une connasse',
    'Merci Marine, vous m’avez bien arnaqué',
    'madame Duval m’a pris de haut',
    'Moussa est un gros con',
    'João, un branleur',
    'Le petit arabe de l’accueil, Moussa, rentre chez toi',
    'Marine doesn’t care, what a bitch',
  ])('%s', (text) => {
    expect(read(text)).toMatchObject({ polarity: -1, praised: [] })
  })
})

describe('a number that is no telephone asks for no call', () => {
  test.each([
    '4970 1012 3456 7893 ma carte',
    'FR76 3000 6000 0112 3456 7890 189 remboursez-moi',
    '1 85 05 78 006 084 36 numéro de sécu',
    'DE89 3704 0044 0532 0130 00',
    '@SUM(1+1)',
    'Facture 2026 0417 33',
  ])('%s', (text) => {
    const said = read(text)
    expect(said.callback).toBe(false)
    expect(said.themes.map(({ theme }) => theme)).not.toContain('phone')
  })
  test('a telephone number does', () => expect(read('Appelez-moi au 06 39 98 01 23').callback).toBe(true))
})

describe('what should not wait', () => {
  test.each([
    ['Rappelez-moi au plus vite, le frein fait un bruit anormal.', ['callback', 'urgent']],
    ['Le vendeur m’avait promis deux jeux de tapis, je les attends toujours.', ['promise']],
    ['Je n’y remettrai plus les pieds.', ['leaving']],
    ['Merci de m’avoir rappelé.', []],
    ['Je reviendrai.', []],
    ['Attente beaucoup trop longue aujourd’hui', []],
    ['Un autre garage avait abandonné, chapeau', []],
    ['Je n’irai plus ailleurs', []],
    ['My brakes failed leaving your garage', ['urgent']],
    ['Can someone ring me about my brakes, they failed on the motorway', ['callback', 'urgent']],
  ])('%s', (text, expected) => {
    const said = read(text)
    expect((['callback', 'promise', 'leaving', 'urgent'] as const).filter((alert) => said[alert])).toEqual(expected)
  })
})

test('a theme has the polarity of the clause that speaks of it', () => {
  const { themes, mixed } = read('Accueil chaleureux mais facture bien trop chère.')
  expect(Object.fromEntries(themes.map(({ theme, polarity }) => [theme, polarity]))).toEqual({ welcome: 1, price: -1 })
  expect(mixed).toBe(true)
})

test('a novel says no more than a page of the same words: it is not urgent for being long', () => {
  const once = read('Très déçue. ')
  const pasted = read('Très déçue. '.repeat(416))
  for (const { polarity, urgent, leaving, promise, callback } of [once, pasted])
    expect({ polarity, urgent, leaving, promise, callback }).toEqual({
      polarity: -1,
      urgent: false,
      leaving: false,
      promise: false,
      callback: false,
    })
})

test.each([
  ['Du travail bâclé. Révision faite à moitié', -1],
  ['Mon téléphone a disparu pendant la révision', -1],
  ['Des pièces ont disparu de ma voiture', -1],
  ['Ma veste a disparu pendant l’essai', -1],
  ['My wallet was gone after the service', -1],
  ['Le bruit a disparu, merci', 1],
  ['Réparation faite à moitié prix, ravi', 1],
])('what is half done, or gone, is no praise: %s', (text, polarity) => {
  expect(read(text).polarity).toBe(polarity)
})

test.each([
  ['C’est la dernière fois que je viens.', true],
  ['Vous ne me reverrez plus', true],
  ['You won’t see me again', true],
  ['La dernière fois que je suis venu, tout allait bien', false],
  ['The last time I came everything was fine', false],
])('who says farewell leaves: %s', (text, leaving) => {
  expect(read(text).leaving).toBe(leaving)
})

test.each([
  ['J’ai connu pire.', 0],
  ['Je n’ai jamais connu pire', -1],
])('worse was known, or never: %s', (text, polarity) => {
  expect(read(text).polarity).toBe(polarity)
})

test.each([
  ['J’ai peur de rouler avec', true],
  ['My brakes are squealing, I’m scared to drive.', true],
  ['Je n’ai plus peur de conduire grâce à vous', false],
])('who fears to drive waits for nothing: %s', (text, urgent) => {
  expect(read(text).urgent).toBe(urgent)
})

describe('who is praised', () => {
  test.each([
    ['Mme Lefèvre a pris le temps de tout m’expliquer, elle est formidable.', ['Lefèvre']],
    ['Merci à Sophie et Thomas pour leur gentillesse.', ['Sophie', 'Thomas']],
    ['Moins cher qu’à Londres, parfait.', []],
    ['TRES BON ACCUEIL, MERCI', []],
    ['Merci à la Direction', []],
    ['Merci à toute l’Équipe du Magasin', []],
    ['Thanks to the Workshop', []],
    ['Le Reste était parfait', []],
    ['Bravo Léa', ['Léa']],
    ['Merci pour mon Austral', []],
    ['Merci Austral, un plaisir à conduire', []],
    ['Essai de l’Arkalia, parfait, merci', []],
    ['Thank you Sandra for the new Austral', ['Sandra']],
    ['Bravo à Norauto, impeccable', []],
    ['Ma Zoé est parfaite, merci', []],
    ['Merci à Zoé, elle est parfaite', ['Zoé']],
    ['Super, Marie-Laure a tout expliqué', ['Marie-Laure']],
    ['La voiture a été rendue sale par M. Dupuis, inadmissible.', []],
  ])('%s', (text, expected) => {
    expect(read(text).praised).toEqual(expected)
  })
  test.each([
    ['Un grand merci à Norauto Chartres, rapide et efficace', []],
    ['Merci à Speedy Orléans Nord', []],
    ['Bravo à Feu Vert Amiens', []],
    ['Thanks to Kwik Fit Reading, brilliant', []],
    ['Merci à Renault Chambéry et à Vincent', ['Vincent']],
    ['Merci au garage Martin', []],
    ['Super travail de l’équipe Toyota de Saint-Étienne', []],
    ['Merci Monsieur Peugeot pour votre aide', []],
    ['Merci Monsieur Martin pour votre aide', ['Martin']],
    ['Mon mari Paul a adoré l’accueil', []],
    ['Accueil parfait, merci. Sophie', []],
    ['Très satisfait du service. Cordialement, Michel Roux', []],
    ['Merci à toute l’équipe. Bien à vous,\n\nKarim B.', []],
    ['Excellent service, merci\nMme Dupont', []],
    ['Service au top. Merci Sophie', ['Sophie']],
    ['Service au top. Merci M. Lefebvre', ['Lefebvre']],
    // Behind a blank line stands the answer to « somebody to thank? ».
    ['Service au top.\n\nSophie', ['Sophie']],
    ['Merci. Sophie a été parfaite.', ['Sophie']],
    ['Un grand merci à Marie-Claire de l’accueil', ['Marie-Claire']],
    ['Prudence m’a très bien reçue', ['Prudence']],
    ['Merci à Aimé, très pro', ['Aimé']],
    ['Constant est un super mécano', ['Constant']],
    ['Rose, à l’accueil, est adorable', ['Rose']],
    ['La prudence est de mise, tout est constant, merci', []],
  ])('whose name it is, where colleagues bear it too: %s', (text, expected) => {
    const staff = new Set(
      'sophie karim paul martin prudence aime constant rose michel lefebvre dupont marie'.split(' '),
    )
    expect(read(text, { staff }).praised).toEqual(expected)
  })
  test('a colleague is known however the name is typed', () => {
    expect(read('merci a karim il est super', { staff: new Set(['karim']) }).praised).toEqual(['karim'])
  })
  test('a place of the network is nobody, unless somebody there is called so', () => {
    const things = new Set(['rambouillet'])
    expect(read('Merci à Rambouillet, parfait', { things }).praised).toEqual([])
    expect(read('Merci à Rambouillet, parfait', { things, staff: things }).praised).toEqual(['Rambouillet'])
  })
})

test('a theme of the network’s own is found by its words', () => {
  const own = [{ slug: 'borne', words: { fr: ['chargeur', 'borne murale'] } }]
  const text = 'Très déçu de la borne murale.'
  const { themes, marks } = read(text, { own })
  expect(themes.find(({ theme }) => theme === 'own:borne')?.polarity).toBe(-1)
  const mark = marks.find((each) => each.for === 'own:borne')!
  expect(text.slice(mark.from, mark.to)).toBe('borne murale')
})

test.each([
  ['Muy contento con el servicio, todo bien y muy rápido'],
  ['Sehr gut, vielen Dank, das Auto war nicht teuer und ich bin zufrieden'],
  ['سيارتي جاهزة شكرا'],
  ['服务很好'],
  ['Der Service war schrecklich, niemand hat mich zurückgerufen'],
  ['Der Rest war gut'],
  ['Sehr unfreundlich'],
  ['Servizio pessimo'],
  ['Personale gentilissimo e officina veloce'],
  ['El servicio fue terrible'],
  ['Péssimo atendimento'],
  ['Slechte service'],
  ['Ik ben niet tevreden over de service'],
])('another language is not guessed at: %s', (text) => {
  expect(read(text)).toMatchObject({ language: 'other', polarity: 0, callback: false, urgent: false, praised: [] })
})

test.each(['fr', 'en'] as const)('hardly a text of the corpus is taken for a third language: %s', (language) => {
  const texts = ownCorpus(language, 'train')
  const foreign = texts.filter(({ text }) => read(text, { language }).language === 'other')
  // What is left are thanks in the writer’s own language, a word or two: « Muito obrigado patron ! ».
  expect(foreign.length, foreign.map(({ text }) => text).join(' · ')).toBeLessThan(6)
})

test('an emoji is of no language', () => {
  for (const emoji of ['🤬', '🥰', '🤩', '🤷']) expect(read(emoji).language).toBe('fr')
})

test('the language of the question decides for a word of both', () => {
  expect(read('OK', { language: 'en' }).language).toBe('en')
  expect(read('OK', { language: 'fr' }).language).toBe('fr')
  expect(read('The car was not ready and nobody told me', { language: 'fr' }).language).toBe('en')
})

describe('whatever comes is read', () => {
  test.each([
    [''],
    [' \n '],
    ['…'],
    ['🎉'.repeat(5000)],
    ['pas '.repeat(50_000)],
    ['x'.repeat(300_000)],
    ['<script>alert(1)</script>'],
    ['\u202Egnol\u0000\uD800'],
    ['é'.repeat(100)],
  ])('%#', (text) => {
    const said = shape.parse(read(text))
    for (const { from, to } of said.marks) {
      expect(from).toBeLessThan(to)
      expect(to).toBeLessThanOrEqual(text.length)
    }
  })
  test('the same text is read the same again, whatever was read between', () => {
    const text = 'Accueil glacial, rappelez-moi.'
    const before = read(text)
    read('Parfait, merci Julie !')
    expect(read(text)).toEqual(before)
  })
})

test('marks show the words that spoke', () => {
  const text = 'Accueil glacial, je suis très déçu.'
  const spoken = read(text)
    .marks.filter((mark) => mark.for === 'polarity')
    .map(({ from, to }) => text.slice(from, to))
  expect(spoken.join(' ')).toMatch(/déçu|glacial/u)
})
