import { describe, expect, it, test } from 'vitest'
import { ask, at, CAR, call, contract, said, someone, TUESDAY, willing } from '../../test/law.ts'
import type { AttemptFact, ConsentFact, ContractFact } from './judged.ts'

describe('CALL-1: no commercial call without a consent', () => {
  test.each([
    ['nothing said', [], 'no', ['law-no-consent', 'law-no-contract']],
    ['said yes', [said('call')], 'yes', ['law-consent']],
    ['said yes to e-mail', [said('email')], 'no', ['law-no-consent', 'law-no-contract']],
    ['said yes to everything: that is not specific', [said('all')], 'no', ['law-no-consent', 'law-no-contract']],
    [
      'said yes a minute after we ask',
      [said('call', 'given', '2026-11-24 10:31')],
      'no',
      ['law-no-consent', 'law-no-contract'],
    ],
    ['said yes this very minute', [said('call', 'given', TUESDAY)], 'yes', ['law-consent']],
    ['was only told about it', [said('call', 'notice')], 'no', ['law-no-consent', 'law-no-contract']],
  ] as const)('%s', (_story, consents, answer, codes) => {
    const verdict = ask('call', TUESDAY, someone({ consents }))
    expect(verdict).toMatchObject({ answer, codes, nextAllowed: null, pack: 'FR-2026-08-11' })
    expect(verdict.articles[0]).toBe('CALL-1')
  })
  it('names the day of the consent, and the rules to keep to', () => {
    const verdict = ask('call', TUESDAY, willing())
    expect(verdict.because).toEqual([{ code: 'law-consent', values: { on: '2026-09-01' } }])
    expect(verdict.articles).toEqual(['CALL-1', 'CALL-3', 'CALL-4', 'CALL-6'])
  })
})

describe('CALL-2: a call within a contract in progress, about its object', () => {
  const held = (...contracts: ContractFact[]) => someone({ contracts })
  test.each([
    ['an order awaiting delivery', held(contract('order', '2026-10-01', null)), TUESDAY, 'yes', 'law-contract'],
    [
      'a lease, on its last day',
      held(contract('lease', '2023-11-24', '2026-11-24')),
      TUESDAY,
      'yes',
      'law-contract-until',
    ],
    ['a lease, the day after', held(contract('lease', '2023-11-24', '2026-11-23')), TUESDAY, 'no', 'law-contract-over'],
    [
      'a car delivered and paid',
      held(contract('order', '2026-01-05', '2026-03-01')),
      TUESDAY,
      'no',
      'law-contract-over',
    ],
    [
      'a service plan on another vehicle',
      held(contract('service-plan', '2026-01-01', null, 'another')),
      TUESDAY,
      'no',
      'law-contract-about-else',
    ],
    [
      'a contract that names nothing',
      held(contract('service-plan', '2026-01-01', null, null)),
      TUESDAY,
      'no',
      'law-contract-about-else',
    ],
    ['something else agreed', held(contract('other', '2026-01-01', null)), TUESDAY, 'no', 'law-no-contract'],
    [
      'a warranty extension that begins tomorrow',
      held(contract('warranty-extension', '2026-11-25', null)),
      TUESDAY,
      'not-before',
      'law-contract-later',
    ],
  ])('%s', (_story, person, when, answer, code) => {
    const verdict = ask('call', when, person, { about: CAR })
    expect(verdict.answer).toBe(answer)
    expect(verdict.codes).toContain(code)
    expect(verdict.articles).toContain('CALL-2')
  })
  const order = (family: string, more: Partial<ContractFact> = {}): ContractFact => ({
    ...contract('order', '2026-10-01', null),
    family,
    movedOn: '2026-10-01',
    ...more,
  })
  test.each([
    ['wipers on order: a new car is something else', order('service'), 'vehicle', 'no', 'law-contract-unlike'],
    ['wipers on order: a service is related', order('service'), 'service', 'yes', 'law-contract'],
    ['wipers on order, and an offer that does not say of what', order('service'), null, 'no', 'law-contract-unnamed'],
    ['a car on order: what goes with it', order('vehicle'), 'service', 'yes', 'law-contract'],
    [
      'a car ordered in 2019 that nobody closed',
      order('vehicle', { since: '2019-03-01', movedOn: '2019-06-01' }),
      'vehicle',
      'no',
      'law-contract-asleep',
    ],
    [
      'a car ordered long ago, promised for last spring',
      order('vehicle', { since: '2024-03-01', movedOn: '2026-04-01' }),
      'vehicle',
      'yes',
      'law-contract',
    ],
    [
      'a repair of last year that nobody closed',
      order('service', { movedOn: '2026-05-23' }),
      'service',
      'no',
      'law-contract-asleep',
    ],
    [
      'a repair that moved six months ago to the day',
      order('service', { movedOn: '2026-05-24' }),
      'service',
      'yes',
      'law-contract',
    ],
  ])('%s', (_story, one, family, answer, code) => {
    const verdict = ask('call', TUESDAY, held(one), { about: CAR, family })
    expect(verdict.answer).toBe(answer)
    expect(verdict.codes).toContain(code)
  })
  it('begins tomorrow: at ten', () => {
    const verdict = ask('call', TUESDAY, held(contract('lease', '2026-11-25', null)), { about: CAR })
    expect(verdict.next).toBe('2026-11-25 10:00:00')
  })
  it('ends on Saturday: waiting for Monday’s hours does not help', () => {
    const verdict = ask('call', '2026-11-27 20:00', held(contract('lease', '2026-01-01', '2026-11-28')), { about: CAR })
    expect(verdict).toMatchObject({
      answer: 'no',
      nextAllowed: null,
      codes: ['law-hours', 'law-no-consent', 'law-contract-over'],
    })
  })
  it('a no said to us stands above the contract', () => {
    const person = someone({ consents: [said('call', 'refused')], contracts: [contract('lease', '2026-01-01', null)] })
    expect(ask('call', TUESDAY, person, { about: CAR })).toMatchObject({ answer: 'no', articles: ['CALL-5'] })
  })
  it('read loosely: the legal guarantee after delivery, what names nothing, and other contracts', () => {
    const loose = { settings: { strictContracts: false } }
    const delivered = held(contract('order', '2024-10-05', '2024-11-24'))
    expect(ask('call', '2026-11-24 10:30', delivered, { ...loose, about: CAR }).answer).toBe('yes')
    expect(ask('call', '2026-11-25 10:30', delivered, { ...loose, about: CAR }).answer).toBe('no')
    expect(ask('call', TUESDAY, held(contract('other', '2026-01-01', null, null)), loose).answer).toBe('yes')
  })
})

describe('CALL-4: four calls or attempts in thirty days, none for sixty after a no', () => {
  const days = ['2026-10-26 10:00', '2026-10-27 19:59', '2026-11-02 10:00', '2026-11-03 10:00']
  const calls = (...on: string[]) => willing({ attempts: on.map((each) => call(each)) })
  test.each([
    ['the fourth', calls(...days.slice(1)), '2026-11-03 11:00', 'yes', null],
    ['the fifth', calls(...days), '2026-11-03 11:00', 'not-before', '2026-11-25 10:00:00'],
    ['the fifth, on day 30', calls(...days), '2026-11-24 19:59', 'not-before', '2026-11-25 10:00:00'],
    ['the fifth, on day 31', calls(...days), '2026-11-25 10:00', 'yes', null],
    ['day 31 is not over before it began', calls(...days), '2026-11-25 00:00', 'not-before', '2026-11-25 10:00:00'],
    [
      'the next, when the second goes a day later',
      calls(...days, '2026-11-25 10:00'),
      '2026-11-25 11:00',
      'not-before',
      '2026-11-26 10:00:00',
    ],
    [
      'six were too many already: two must go',
      calls(...days, '2026-11-04 10:00', '2026-11-05 10:00'),
      '2026-11-06 11:00',
      'not-before',
      '2026-12-02 10:00:00',
    ],
    [
      'day 31 falls on a Saturday',
      calls('2026-10-29 10:00', '2026-10-30 10:00', '2026-10-30 11:00', '2026-10-30 12:00'),
      '2026-11-02 10:00',
      'not-before',
      '2026-11-30 10:00:00',
    ],
  ])('%s', (_story, person, when, answer, next) => {
    expect(ask('call', when, person)).toMatchObject({ answer, next })
  })
  const refused = (on: string) => willing({ attempts: [call(on, { reached: true, refused: true })] })
  test.each([
    ['the same day', '2026-09-24 15:00', 'not-before', '2026-11-24 10:00:00'],
    ['day 60', '2026-11-23 19:59', 'not-before', '2026-11-24 10:00:00'],
    ['day 61', '2026-11-24 10:00', 'yes', null],
  ])('after a no: %s', (_story, when, answer, next) => {
    expect(ask('call', when, refused('2026-09-24 10:30'))).toMatchObject({ answer, next })
  })
  it('a no at eleven at night counts on the calendar where they are', () => {
    // 23:30 in Nouméa on 24 September is 14:30 in Paris.
    const there = { ...refused('2026-09-24 14:30'), postcode: '98800' }
    expect(ask('call', '2026-11-23 10:00', there, { zone: 'Pacific/Noumea' }).next).toBe('2026-11-24 10:00:00')
  })
  it('counts voice drops with calls, and neither service calls nor what is later', () => {
    const some = [call(days[1]!), call(days[2]!), call(days[3]!)]
    const more = (extra: AttemptFact) => ask('call', '2026-11-03 11:00', willing({ attempts: [...some, extra] })).answer
    expect(more(call(days[0]!, { channel: 'voice-drop' }))).toBe('not-before')
    expect(more(call(days[0]!, { purpose: 'service' }))).toBe('yes')
    expect(more(call(days[0]!, { channel: 'email' }))).toBe('yes')
    expect(more(call('2026-11-03 11:01'))).toBe('yes')
  })
  it('counts the whole network, or each company apart', () => {
    const others = willing({ attempts: days.map((each) => call(each, { entity: 'Garage Martin SARL' })) })
    expect(ask('call', '2026-11-03 11:00', others).answer).toBe('not-before')
    expect(ask('call', '2026-11-03 11:00', others, { settings: { countPerEntity: true } }).answer).toBe('yes')
  })
  it('tells every reason at once, and waits for the last', () => {
    const verdict = ask(
      'call',
      '2026-11-28 09:00',
      calls('2026-11-10 10:00', '2026-11-12 10:00', '2026-11-13 10:00', '2026-11-16 10:00'),
    )
    expect(verdict).toMatchObject({
      codes: ['law-weekend', 'law-too-often'],
      articles: ['CALL-3', 'CALL-4'],
      next: '2026-12-10 10:00:00',
    })
    expect(verdict.because[1]?.values).toEqual({ count: 4, most: 4, days: 30 })
  })
})

describe('CALL-8: before 11 August 2026, Bloctel', () => {
  const listed: ConsentFact = { ...said('call', 'refused', '2024-01-01 10:00'), listed: true }
  it.each([
    ['nobody said no', someone(), '2026-08-10 10:00', 'yes', 'FR-2023-03-01'],
    ['the same a day later', someone(), '2026-08-11 10:00', 'no', 'FR-2026-08-11'],
    ['on the list', someone({ consents: [listed] }), '2026-08-10 10:00', 'no', 'FR-2023-03-01'],
    [
      'on the list, with a contract about it',
      someone({ consents: [listed], contracts: [contract('lease', '2025-01-01', null)] }),
      '2026-08-10 10:00',
      'yes',
      'FR-2023-03-01',
    ],
    [
      'said no to us, with a contract',
      someone({
        consents: [said('call', 'refused', '2024-01-01 10:00')],
        contracts: [contract('lease', '2025-01-01', null)],
      }),
      '2026-08-10 10:00',
      'no',
      'FR-2023-03-01',
    ],
    ['the last evening: from tomorrow a consent is needed', someone(), '2026-08-10 20:00', 'no', 'FR-2023-03-01'],
    [
      'a yes given on that evening holds tomorrow',
      willing({ consents: [said('call', 'given', '2026-08-10 19:00')] }),
      '2026-08-10 20:00',
      'not-before',
      'FR-2023-03-01',
    ],
    [
      'on the list, said yes to us since',
      someone({ consents: [listed, said('call')] }),
      TUESDAY,
      'yes',
      'FR-2026-08-11',
    ],
    ['before the first pack of France, the strictest', someone(), '2023-02-28 10:00', 'no', 'STRICT'],
  ])('%s', (_story, person, when, answer, pack) => {
    expect(ask('call', when, person, { about: CAR })).toMatchObject({ answer, pack })
  })
  it('the day changes where they are: in Nouméa the law is in force while Paris sleeps on the 10th', () => {
    const there = someone({ postcode: '98800' })
    expect(ask('call', '2026-08-11 10:00', there, { zone: 'Pacific/Noumea' }).pack).toBe('FR-2026-08-11')
    expect(ask('call', '2026-08-10 19:59', there, { zone: 'Pacific/Noumea' })).toMatchObject({
      answer: 'yes',
      pack: 'FR-2023-03-01',
    })
  })
})

describe('CALL-11: service is no prospecting', () => {
  it.each(['call', 'email', 'sms', 'post', 'push', 'linkedin', 'whatsapp'] as const)(
    '%s, on a Sunday night, to whoever objected to offers',
    (channel) => {
      const person = someone({
        objectedAt: at('2026-01-01 10:00'),
        attempts: [call('2026-11-20 10:00', { refused: true })],
      })
      expect(ask(channel, '2026-11-29 23:00', person, { purpose: 'service' })).toMatchObject({
        answer: 'yes',
        codes: ['law-no-prospecting'],
      })
    },
  )
  it('names the rule', () => {
    expect(ask('call', TUESDAY, someone(), { purpose: 'service' }).articles).toEqual(['CALL-11'])
    expect(ask('sms', TUESDAY, someone(), { purpose: 'service' }).articles).toEqual(['ELEC-4'])
  })
  it('but not to whoever asked not to be called for that either', () => {
    const person = someone({ consents: [said('call', 'refused', '2026-09-01 10:00', 'service')] })
    expect(ask('call', TUESDAY, person, { purpose: 'service' })).toMatchObject({
      answer: 'no',
      codes: ['law-service-no'],
    })
    expect(ask('email', TUESDAY, person, { purpose: 'service' }).answer).toBe('yes')
  })
})
