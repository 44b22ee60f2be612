import { describe, expect, test } from 'vitest'
import { combineReads } from './combine-reads.ts'
import { PUBLISHED_CHANNEL } from './misread.ts'
import { contextWeight, type Mix, mixOf } from './mix.ts'
import { plausiblePlates } from './plausible.ts'
import { type KnownPlate, type PlateRead, recognise } from './recognise.ts'

const MIX: Mix = { expected: 0.45, known: 0.25, stranger: 0.3, expectedToday: 40, knownVehicles: 1_000_000 }
const known = (id: string, plate: string, more: Partial<KnownPlate> = {}): KnownPlate => ({
  id,
  plate,
  weight: 1,
  becauses: [],
  ...more,
})
const expected = (id: string, plate: string, more: Partial<KnownPlate> = {}): KnownPlate =>
  known(id, plate, { becauses: ['expected-now'], ...more })
const ask = (read: PlateRead | string, hits: KnownPlate[], mix = MIX) =>
  recognise(typeof read === 'string' ? { plate: read } : read, hits, new Map(), mix)
const codes = (recognition: ReturnType<typeof ask>) => recognition.because.map((each) => each.code)

describe('who is at the gate', () => {
  test('the story: one letter wrong, expected now: sure, and says why', () => {
    const found = ask('A8123CD', [expected('her suv', 'AB123CD')])
    expect(found).toMatchObject({ certainty: 'sure', best: { id: 'her suv' } })
    expect(found.probability).toBeGreaterThan(0.995)
    expect(found.because).toContainEqual({ code: 'plate-off', values: { letters: 1, from: 'B', to: '8' } })
    expect(codes(found)).toContain('expected-now')
  })
  test('two letters wrong, found among those expected without any enumeration', () =>
    expect(ask('A8123C', [expected('her suv', 'AB123CD')])).toMatchObject({
      certainty: 'sure',
      best: { id: 'her suv' },
    }))
  test('a plate on file, read exactly, nobody expected it: sure', () => {
    const found = ask('FG774KE', [known('red van', 'FG774KE')])
    expect(found).toMatchObject({ certainty: 'sure', best: { id: 'red van' } })
    expect(codes(found)).toEqual(['plate-exact'])
  })
  test('a plate on file one letter away, nobody expected it: rather a stranger', () => {
    const found = ask('FG774KE', [known('red van', 'FG774KF')])
    expect(found.certainty).toBe('unknown')
    expect(found.stranger).toBeGreaterThan(0.9)
    expect(found.because).toEqual([])
  })
  describe('few on file, one letter off, expected by nobody', () => {
    const few: Mix = { expected: 0, known: 0.45, stranger: 0.55, expectedToday: 0, knownVehicles: 100 }
    const one = (more: Partial<KnownPlate> = {}, read: Partial<PlateRead> = {}) =>
      ask({ plate: 'FG712KE', ...read }, [known('her suv', 'FG718KE', more)], few)
    // Among so few the sum alone says more than .999: one stranger in a hundred of these bears the plate that was read.
    test.each<[string, Partial<KnownPlate>, Partial<PlateRead>, string]>([
      ['nothing else speaks for them', {}, {}, 'perhaps'],
      [
        'a service is due some day',
        { weight: contextWeight(['service-due']), becauses: ['service-due'] },
        {},
        'perhaps',
      ],
      ['they called today', { weight: contextWeight(['called-today']), becauses: ['called-today'] }, {}, 'sure'],
      ['a case is open', { weight: contextWeight(['case-open']), becauses: ['case-open'] }, {}, 'sure'],
      ['the camera saw their make', { make: 'Peugeot' }, { make: 'Peugeot' }, 'sure'],
      ['the camera saw another make', { make: 'Peugeot' }, { make: 'Fiat' }, 'perhaps'],
      ['read as it stands', {}, { plate: 'FG718KE' }, 'sure'],
    ])('%s: %s', (_, more, read, certainty) => expect(one(more, read).certainty).toBe(certainty))
  })
  test('nobody on file: a stranger for certain', () =>
    expect(ask('AB123CD', [])).toMatchObject({ certainty: 'unknown', stranger: 1, shortlist: [] }))
  test.each(['', '?', 'A'])('%j: no plate was read', (plate) =>
    expect(ask(plate, [expected('her suv', 'AB123CD')])).toMatchObject({
      certainty: 'unknown',
      because: [{ code: 'no-plate-read' }],
    }),
  )
  test('two expected plates alike, the letter between them unread: a short list, no name', () => {
    const found = ask('AB12?CD', [expected('one', 'AB123CD'), expected('two', 'AB124CD')])
    expect(found.certainty).toBe('perhaps')
    expect(found.shortlist.map((each) => each.id).sort()).toEqual(['one', 'two'])
  })
  test('expected, but its neighbour stands on file exactly as read: not sure', () =>
    expect(ask('AB173CD', [expected('one', 'AB123CD'), known('two', 'AB173CD')]).certainty).not.toBe('sure'))
  test('probabilities are shares of one whole', () => {
    const found = ask('AB123CD', [expected('one', 'AB123CD'), known('two', 'A8123CD'), known('three', 'AB128CD')])
    const sum = found.shortlist.reduce((total, each) => total + each.probability, found.stranger)
    expect(sum).toBeLessThanOrEqual(1 + 1e-12)
    expect(sum).toBeGreaterThan(0.97)
  })
  test('weights only tell the expected apart: tripled for all, nothing changes', () => {
    const ordinary = ask('FH5G1', [expected('one', 'FH521CD')], { ...MIX, expectedToday: 1 })
    const heavy = ask('FH5G1', [expected('one', 'FH521CD', { weight: 3 })], { ...MIX, expectedToday: 3 })
    expect(heavy.probability).toBeCloseTo(ordinary.probability, 12)
  })
  test('likelihoods handed in and computed here agree', () => {
    const read = { plate: 'A8123CD' }
    const given = new Map(plausiblePlates(read, PUBLISHED_CHANNEL).map((each) => [each.plate, each.likelihood]))
    const hits = [expected('one', 'AB123CD'), known('two', 'A8123CB')]
    expect(recognise(read, hits, given, MIX).probability).toBeCloseTo(ask(read, hits).probability, 12)
  })
})

describe('one plate, two files', () => {
  const both = [known('company car', 'FG774KE', { weight: 9 }), known('sold last year', 'FG774KE')]
  test('they share what one of them would have, by weight', () => {
    const found = ask('FG774KE', both)
    expect(found.certainty).toBe('perhaps')
    expect(found.shortlist[0]).toMatchObject({ id: 'company car' })
    expect(found.shortlist[0]!.probability / found.shortlist[1]!.probability).toBeCloseTo(9, 6)
    expect(found.because).toContainEqual({ code: 'same-plate', values: { vehicles: 2 } })
  })
  test('a second file does not make the vehicle likelier', () =>
    expect(ask('FG774KE', both).stranger).toBeCloseTo(ask('FG774KE', [both[0]!]).stranger, 12))
})

describe('make and colour', () => {
  const hits = [expected('white suv', 'AB123CD', { make: 'Peugeot', colour: 'blanc nacré' })]
  const p = (more: Partial<PlateRead>) => ask({ plate: 'AX193CD', ...more }, hits).probability
  test('agreeing helps, differing hurts, silence does nothing', () => {
    expect(p({ colour: 'white', make: 'peugeot' })).toBeGreaterThan(p({}))
    expect(p({ colour: 'red', make: 'Renault' })).toBeLessThan(p({}))
    expect(p({ colour: '', make: '' })).toBe(p({}))
    expect(p({ colour: 'chartreuse mat' })).toBe(p({}))
  })
  test('a repaint does not lose an exact plate that is expected', () =>
    expect(ask({ plate: 'AB123CD', colour: 'red', make: 'Fiat' }, hits).certainty).toBe('sure'))
})

describe('several reads of one track', () => {
  test('agreeing reads make surer, contradicting ones less sure', () => {
    const hits = [expected('one', 'GB783GQ'), expected('two', 'GB788GQ')]
    const alone = ask('GB788GQ', hits).probability
    const twice = ask(combineReads([{ plate: 'GB788GQ' }, { plate: 'GB788GQ' }]), hits).probability
    const mixed = ask(combineReads([{ plate: 'GB783GQ' }, { plate: 'GB788GQ' }]), hits)
    expect(twice).toBeGreaterThan(alone)
    expect(mixed.probability).toBeLessThan(alone)
    expect(mixed.shortlist.map((each) => each.id)).toEqual(['two', 'one'])
  })
  test('a later, better read revises the first', () => {
    const track = [
      { plate: 'A8I23', confidence: 0.5 },
      { plate: 'AB123CD', confidence: 0.95, colour: 'white' },
    ]
    expect(combineReads(track)).toMatchObject({ plate: 'AB123CD', colour: 'white' })
  })
  test('one clear read in the middle is not lost to two poor ones of another plate', () => {
    const track = [
      { plate: 'AB123CD', confidence: 0.97 },
      { plate: 'AB12?CD', confidence: 0.4 },
      { plate: 'AB12?CD', confidence: 0.4 },
    ]
    expect(combineReads(track).plate).toBe('AB123CD')
  })
  test('one read is itself, none is no plate', () => {
    expect(combineReads([{ plate: 'AB123CD', confidence: 0.4 }])).toEqual({ plate: 'AB123CD', confidence: 0.4 })
    expect(combineReads([])).toEqual({ plate: '' })
    expect(combineReads([{ plate: '' }, { plate: '' }])).toEqual({ plate: '' })
  })
})

describe("the site's own mix", () => {
  test('before it has told us: an ordinary garage', () =>
    expect(mixOf({ expected: 0, known: 0, stranger: 0 }, 40, 1000)).toEqual({
      expected: 0.45,
      known: 0.25,
      stranger: 0.3,
      expectedToday: 40,
      knownVehicles: 1000,
    }))
  test('a shop on a through road learns that most are strangers', () => {
    const { expected: e, known: k, stranger } = mixOf({ expected: 50, known: 50, stranger: 900 }, 5, 1000)
    expect(stranger).toBeGreaterThan(0.85)
    expect(e + k + stranger).toBeCloseTo(1, 12)
  })
  test('today weighs: an open case over nothing, seen arriving over nothing less', () => {
    expect(contextWeight(['case-open'])).toBeGreaterThan(contextWeight([]))
    expect(contextWeight(['arrived-already'])).toBeLessThan(contextWeight([]))
    expect(contextWeight(['a word we do not know'])).toBe(1)
  })
})
