import { describe, expect, test } from 'vitest'
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

describe('who is praised', () => {
  test.each([
    ['Mme Lefèvre a pris le temps de tout m’expliquer, elle est formidable.', ['Lefèvre']],
    ['Merci à Sophie et Thomas pour leur gentillesse.', ['Sophie', 'Thomas']],
    ['Moins cher qu’à Londres, parfait.', []],
    ['TRES BON ACCUEIL, MERCI', []],
    ['La voiture a été rendue sale par M. Dupuis, inadmissible.', []],
  ])('%s', (text, expected) => {
    expect(read(text).praised).toEqual(expected)
  })
  test('a colleague is known however the name is typed', () => {
    expect(read('merci a karim il est super', { staff: new Set(['karim']) }).praised).toEqual(['karim'])
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
])('another language is not guessed at: %s', (text) => {
  expect(read(text)).toMatchObject({ language: 'other', polarity: 0, callback: false, urgent: false })
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
