import { describe, expect, it, test } from 'vitest'
import { deviceName } from './device-name.ts'
import { pushNote } from './push-note.ts'

const now = new Date('2026-11-24T10:24:00+01:00')
const token = 'x'.repeat(44)
const around = {
  place: 'Garage du Val',
  links: { page: `https://val.example/c/${token}`, out: `https://val.example/c/${token}/out` },
  mark: (text: string) => Buffer.from(`mark of ${text} and more of it`).toString('base64url'),
  now,
}
const message = {
  id: '01936a00-0000-7000-8000-000000000001',
  customerId: '01936a00-0000-7000-8000-000000000002',
  moment: 'repair-ready',
  purpose: 'service' as const,
  subject: 'Un mot de votre conseiller',
  title: 'Votre voiture est prête',
  language: 'fr',
  expiresAt: null,
  extra: { weight: 0.5, core: true },
}
const told = (over: object = {}, place = around.place) => {
  const note = pushNote({ ...message, ...over }, { ...around, place })
  return { ...note, said: JSON.parse(note.payload) as Record<string, string> }
}

describe('what a locked screen shows', () => {
  it('who speaks, one line, and where the rest is read', () => {
    expect(told().said).toEqual({
      title: 'Garage du Val',
      body: 'Un mot de votre conseiller',
      open: `/c/${token}`,
      tag: told().topic,
      shown: `/api/my/${token}/shown`,
      lang: 'fr',
    })
  })
  it('the title of the moment where it has no line of its own', () => {
    expect(told({ subject: '' }).said.body).toBe('Votre voiture est prête')
  })
  it('opens the question itself where it asks one', () => {
    const ask = { link: 'https://val.example/a/abc', question: 'Contente ?', scale: { min: 0, max: 10 }, ends: null }
    expect(told({ extra: { ...message.extra, ask } }).said.open).toBe('/a/abc')
  })
  it('cut at a word where it is long, never within a letter, and always small enough for a push service', () => {
    const { said, payload } = told({ subject: `${'Bonjour à tous et à toutes '.repeat(20)}` }, '👩‍👩‍👧‍👦'.repeat(300))
    expect(said.body).toMatch(/^(?:Bonjour|à|tous|et|toutes| )+…$/u)
    expect(said.body!.length).toBeLessThanOrEqual(150)
    expect(said.title!.replace('…', '').replaceAll('👩‍👩‍👧‍👦', '')).toBe('')
    expect(Buffer.byteLength(payload)).toBeLessThanOrEqual(3000)
  })
})

describe('how a push service is to treat it', () => {
  test.each([
    ['three days, where nothing ends sooner', null, 3 * 86_400],
    ['until it means nothing any more', new Date(now.getTime() + 3_600_000), 3600],
    ['no longer than three days', new Date(now.getTime() + 30 * 86_400_000), 3 * 86_400],
    ['a minute at least', new Date(now.getTime() - 1), 60],
  ])('it is kept %s', (_name, expiresAt, seconds) => {
    expect(told({ expiresAt }).ttlSeconds).toBe(seconds)
  })
  it('news of theirs wakes a telephone as it should, an offer waits for it to wake', () => {
    expect([told().urgency, told({ purpose: 'commercial' }).urgency]).toEqual(['normal', 'low'])
  })
  it('a newer one of the same moment takes its place; the topic says neither which nor whose', () => {
    const mark = (text: string) => Buffer.from(text.split('').reverse().join('').repeat(3)).toString('base64url')
    const topic = (over: object) => pushNote({ ...message, ...over }, { ...around, mark }).topic
    expect(topic({ id: '01936a00-0000-7000-8000-00000000000f' })).toBe(topic({}))
    expect(topic({ moment: 'snow' })).not.toBe(topic({}))
    expect(topic({ moment: null })).not.toBe(topic({ moment: null, id: '01936a00-0000-7000-8000-00000000000f' }))
    expect(topic({})).toMatch(/^[\w-]{32}$/u)
  })
})

test.each([
  [
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36',
    'Chrome, Android',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
    'Safari, iPhone',
  ],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0', 'Firefox, Windows'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0',
    'Edge, Windows',
  ],
  [
    'Mozilla/5.0 (Linux; Android 14; SAMSUNG SM-S911B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/26.0 Chrome/122.0.0.0 Mobile Safari/537.36',
    'Samsung Internet, Android',
  ],
  ['', ''],
  ['curl/8', ''],
])('a device is known again by its browser and its system, and by no more: %s', (agent, name) => {
  expect(deviceName(agent)).toBe(name)
})
