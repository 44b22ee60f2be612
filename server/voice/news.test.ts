import { describe, expect, test } from 'vitest'
import { type Counted, findNews, shareSeen } from './news.ts'
import { phraseKey, phrasesOf, saysOneOf, sentenceAbout } from './phrases.ts'
import { Voices } from './voices.ts'

function drawing(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** People who each use some of 600 words, as often as words are used (Zipf), and besides `extra` with its share. */
function people(draw: () => number, n: number, extra: Record<string, number> = {}): Counted {
  const phrases = new Map<string, number>()
  const add = (key: string) => phrases.set(key, (phrases.get(key) ?? 0) + 1)
  const weights = Array.from({ length: 600 }, (_, i) => 1 / (i + 3))
  const all = weights.reduce((sum, each) => sum + each, 0)
  for (let person = 0; person < n; person++) {
    for (const [i, weight] of weights.entries()) if (draw() < (6 * weight) / all) add(`mot${i}`)
    for (const [key, share] of Object.entries(extra)) if (draw() < share) add(key)
  }
  return { n, phrases }
}

describe('what is new', () => {
  test('where nothing changed nearly nothing is found', () => {
    const draw = drawing(1)
    let worlds = 0
    for (let world = 0; world < 100; world++)
      if (findNews(people(draw, 150), people(draw, 900)).news.length > 0) worlds += 1
    expect(worlds).toBeLessThanOrEqual(7)
  })

  test.each([
    [100, 0.95],
    [60, 0.8],
  ])('a new matter of one in ten, %i people a month: found', (n, least) => {
    const draw = drawing(2)
    let found = 0
    for (let world = 0; world < 60; world++)
      if (findNews(people(draw, n, { borne: 0.1 }), people(draw, 6 * n)).news.some(({ key }) => key === 'borne'))
        found += 1
    expect(found / 60).toBeGreaterThanOrEqual(least)
  })

  test('what faded is found as well', () => {
    const draw = drawing(3)
    const { news } = findNews(people(draw, 300), people(draw, 1800, { grue: 0.1 }))
    expect(news).toMatchObject([{ key: 'grue', direction: 'less', now: 0 }])
    expect(news[0]!.high).toBeLessThan(1)
  })

  test('too few to tell is told, and from which share on one would see', () => {
    const draw = drawing(4)
    const looked = findNews(people(draw, 15, { borne: 0.5 }), people(draw, 90))
    expect(looked).toMatchObject({ said: 'few', news: [] })
    expect(shareSeen(100, 600, 400)!).toBeLessThan(0.08)
    expect(shareSeen(100, 600, 400)!).toBeGreaterThan(shareSeen(1000, 6000, 4000)!)
    expect(shareSeen(2, 12, 400)).toBeNull()
  })

  test('a phrase that explains its words stands for them', () => {
    const draw = drawing(5)
    const now = people(draw, 400)
    const phrases = new Map(now.phrases)
    for (const [key, n] of [
      ['borne', 42],
      ['borne recharge', 40],
      ['recharge', 41],
      ['borne recharge panne', 39],
    ] as const)
      phrases.set(key, n)
    const keys = findNews({ n: 400, phrases }, people(draw, 2400)).news.map(({ key }) => key)
    expect(keys).toEqual(['borne recharge panne'])
  })

  test('a phrase that is hushed is not shown', () => {
    const draw = drawing(6)
    const [now, before] = [people(draw, 300, { borne: 0.1 }), people(draw, 1800)]
    expect(findNews(now, before).news).toHaveLength(1)
    expect(findNews(now, before, new Set(['borne']))).toMatchObject({ said: 'nothing', news: [] })
  })
})

describe('phrases', () => {
  const of = (text: string) => [...phrasesOf(text).keys()]
  test.each([
    ['La borne de recharge est en panne.', ['borne', 'borne de recharge', 'recharge', 'panne']],
    ['Jamais rappelé', ['jamai rappele', 'rappele']],
    ['L’accueil, le café', ['accueil', 'cafe']],
    ['Des délais trop longs', ['delai', 'delai trop long', 'trop long', 'long']],
    ['12 34', []],
    ['🙂', []],
    ['', []],
  ])('%s', (text, phrases) => expect(of(text)).toEqual(phrases))

  test('singular and plural, capitals and accents are one', () => {
    expect(phraseKey('Bornes de Recharge')).toBe(phraseKey('borne de recharge'))
    expect(saysOneOf('Vos BORNES de recharge sont en panne', [phraseKey('borne de recharge')])).toBe(true)
    expect(saysOneOf('La borne. De recharge, point', [phraseKey('borne de recharge')])).toBe(false)
    expect(saysOneOf('aborne', [phraseKey('borne')])).toBe(false)
    expect(saysOneOf('tout', [''])).toBe(false)
  })

  test('where it stands leads back to the text, and its sentence about it', () => {
    const text = 'Très bon accueil. La borne de recharge était en panne ! Merci.'
    const { from, to } = phrasesOf(text).get('borne de recharge')!
    expect(text.slice(from, to)).toBe('borne de recharge')
    const sentence = sentenceAbout(text, from, to)
    expect(text.slice(sentence.from, sentence.to)).toBe('La borne de recharge était en panne !')
    const long = `${'bla '.repeat(200)}borne ${'bla '.repeat(200)}`
    const cut = sentenceAbout(long, 800, 805)
    expect(cut.to - cut.from).toBeLessThan(260)
    expect(long.slice(cut.from, cut.to)).toContain('borne')
  })
})

describe('a voice counts once', () => {
  const said = (id: string, customerId: string | null, text: string, shape = text) => ({ id, customerId, text, shape })
  test('a person who writes three times is one', () => {
    const voices = new Voices()
    voices.add(['a', 'b', 'c'].map((id) => said(id, 'anne', `La borne ${id} est en panne`)))
    expect(voices.counted().n).toBe(1)
    expect(voices.counted().phrases.get('borne')).toBe(1)
  })
  test('the same long words a thousand times are one, from known and unknown', () => {
    const voices = new Voices()
    const words = 'La borne de recharge du parking ne marche jamais'
    for (let i = 0; i < 1000; i++) voices.add([said(`${i}`, i % 2 ? `c${i}` : null, words)])
    expect(voices.counted()).toMatchObject({ n: 1 })
  })
  test('short words may be said by many whom we know', () => {
    const voices = new Voices()
    for (let i = 0; i < 10; i++) voices.add([said(`${i}`, `c${i}`, 'Attente trop longue')])
    for (let i = 0; i < 10; i++) voices.add([said(`x${i}`, null, 'Attente trop longue', 'same')])
    expect(voices.counted()).toMatchObject({ n: 11 })
  })
})
