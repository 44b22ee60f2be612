import { describe, expect, test } from 'vitest'
import type { PlatedAsset } from '../customers/asset-lookup.store.ts'
import { PUBLISHED_CHANNEL } from '../customers/channel.ts'
import { prepareRead } from '../customers/misread.ts'
import { ExpectedToday } from '../visits/expected-today.ts'
import { decideAtGate, type GateQuestion, mayBeNamed, mayRecognise } from './gate-decision.ts'

type Owner = PlatedAsset['owners'][number]
const owner = (recognition: Owner['recognition']): Owner => ({
  customerId: recognition,
  kind: 'person',
  title: '',
  givenName: '',
  familyName: 'X',
  companyName: '',
  pronunciation: '',
  addressAs: '',
  formality: 'vous',
  language: 'fr',
  advisorId: null,
  deputyId: null,
  siteId: null,
  recognition,
  hasVoice: false,
  role: 'owner',
})
const asset = (plate: string, more: Partial<PlatedAsset> = {}): PlatedAsset => ({
  assetId: plate,
  plate,
  country: 'FR',
  make: '',
  model: '',
  body: '',
  colour: '',
  recognition: 'default',
  owners: [owner('default')],
  ...more,
})

describe('may this vehicle be recognised here', () => {
  test.each([
    ['informed', 'default', 'default', true],
    ['informed', 'objected', 'default', false],
    ['informed', 'default', 'objected', false],
    ['opt-in', 'default', 'default', false],
    ['opt-in', 'default', 'consented', true],
    ['opt-in', 'consented', 'default', true],
    ['opt-in', 'consented', 'objected', false],
    ['off', 'consented', 'consented', false],
  ] as const)('%s: the vehicle %s, its owner %s: %s', (rule, vehicle, person, may) =>
    expect(mayRecognise(rule, asset('A', { recognition: vehicle, owners: [owner(person)] }))).toBe(may),
  )
  test('one who objected does not silence the other who drives it', () =>
    expect(mayRecognise('informed', asset('A', { owners: [owner('objected'), owner('default')] }))).toBe(true))
  test.each([
    ['informed', 'default', ['default', 'consented']],
    ['opt-in', 'default', ['consented']],
    ['opt-in', 'consented', ['default', 'consented']],
    ['opt-in', 'objected', []],
    ['off', 'consented', []],
  ] as const)('%s, the vehicle %s: of three who have it, these may be named: %j', (rule, vehicle, named) => {
    const owners = (['default', 'consented', 'objected'] as const).map(owner)
    expect(mayBeNamed(rule, { recognition: vehicle, owners }).map((each) => each.recognition)).toEqual(named)
  })
  test('nobody has it any more: no', () => expect(mayRecognise('informed', asset('A', { owners: [] }))).toBe(false))
})

describe('who is at the gate', () => {
  const ask = (plate: string, more: Partial<GateQuestion> = {}) =>
    decideAtGate({
      read: { plate },
      assets: [],
      expected: new ExpectedToday([]),
      likelihoods: new Map(),
      channel: PUBLISHED_CHANNEL,
      prepared: prepareRead({ plate }, PUBLISHED_CHANNEL),
      counts: { expected: 0, known: 0, stranger: 0 },
      knownVehicles: 100_000,
      site: { recognition: 'informed' },
      ...more,
    })
  const expected = (plate: string) => ({ assetId: plate, plate, make: '', colour: '', becauses: ['expected-now'] })

  test('nobody is like it: unknown', () =>
    expect(ask('GX471ZQ')).toMatchObject({ certainty: 'unknown', shortlist: [] }))
  test('expected now, one letter off: sure, and the because says both', () => {
    const decision = ask('FM046SG', { assets: [asset('FM046SC')], expected: new ExpectedToday([expected('FM046SC')]) })
    expect(decision.certainty).toBe('sure')
    expect(decision.because.map((b) => b.code)).toEqual(expect.arrayContaining(['plate-off', 'expected-now']))
  })
  test('on file but not expected, one letter off: never sure, for strangers are many', () =>
    expect(ask('FM046SG', { assets: [asset('FM046SC')] }).certainty).not.toBe('sure'))
  test('whoever objected absorbs the read: an expected neighbour is not greeted in their place', () => {
    const decision = ask('FM047SC', {
      assets: [asset('FM047SC', { recognition: 'objected' }), asset('FM046SC')],
      expected: new ExpectedToday([]),
    })
    expect(decision).toMatchObject({ certainty: 'unknown', silenced: true })
  })
  test('one vehicle written down twice for one person is one: sure, and the expected one stands for both', () => {
    const twice = (recognition: PlatedAsset['recognition'] = 'default') => [
      asset('FM046SC', { assetId: 'old', recognition }),
      asset('FM046SC', { assetId: 'new' }),
    ]
    const today = new ExpectedToday([{ ...expected('FM046SC'), assetId: 'new' }])
    expect(ask('FM046SC', { assets: twice(), expected: today })).toMatchObject({
      certainty: 'sure',
      shortlist: [{ assetId: 'new' }],
    })
    expect(ask('FM046SC', { assets: twice('objected') })).toMatchObject({ silenced: true })
    const others = [
      asset('FM046SC', { assetId: 'hers' }),
      asset('FM046SC', { assetId: 'his', owners: [owner('consented')] }),
    ]
    expect(ask('FM046SC', { assets: others }).certainty).toBe('perhaps')
  })
  test('recognition off: nobody', () =>
    expect(
      ask('FM046SC', {
        assets: [asset('FM046SC')],
        expected: new ExpectedToday([expected('FM046SC')]),
        site: { recognition: 'off' },
      }).certainty,
    ).toBe('unknown'))
})
