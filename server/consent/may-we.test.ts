import { describe, expect, it, test } from 'vitest'
import { ask, at, SETTINGS, said, someone, TUESDAY, willing } from '../../test/law.ts'
import type { PersonInLaw, SaleFact } from './judged.ts'
import { mayWe } from './may-we.ts'
import { PACKS } from './packs.ts'

describe('an offer by e-mail to a customer who said neither yes nor no (ELEC-2): similar products only', () => {
  const told = [said('email', 'notice')]
  const of = (family: string, on = '2026-05-01 10:00') => ({ at: at(on), entity: 'Val SAS', family, what: 'Des tapis' })
  const asked = (family: string | undefined, sales: SaleFact[]) => {
    const { answer, because } = mayWe(
      { channel: 'email', purpose: 'commercial', at: at(TUESDAY), ...(family === undefined ? {} : { family }) },
      someone({ sales, consents: told }),
      SETTINGS,
    )
    return [answer, because.at(-1)!.code]
  }
  it.each([
    ['of the family bought', asked('service', [of('service')]), ['yes', 'law-sale-similar']],
    ['of another', asked('vehicle', [of('service')]), ['no', 'law-sale-unlike']],
    ['one of two purchases is similar', asked('shop', [of('service'), of('shop')]), ['yes', 'law-sale-similar']],
    [
      'the similar one is too old',
      asked('shop', [of('service'), of('shop', '2020-01-01 10:00')]),
      ['no', 'law-sale-old'],
    ],
    ['an offer that does not say of what', asked(undefined, [of('service')]), ['no', 'law-sale-unnamed']],
    [
      'a sale kept before families were',
      asked('shop', [{ at: at('2026-05-01 10:00'), entity: 'Val SAS' }]),
      ['yes', 'law-sale'],
    ],
  ])('%s', (_case, found, expected) => expect(found).toEqual(expected))
  it('says which purchase carried it', () => {
    const { because } = mayWe(
      { channel: 'email', purpose: 'commercial', at: at(TUESDAY), family: 'service' },
      someone({ sales: [of('service')], consents: told }),
      SETTINGS,
    )
    expect(because[0]!.values).toEqual({ on: '2026-05-01', family: 'service', what: 'Des tapis' })
  })
})

describe('CALL-5, RGPD-2: whoever objects', () => {
  it('to calls: not called again, and reached by what else they allowed', () => {
    const person = someone({ consents: [said('call'), said('email'), said('call', 'withdrawn', '2026-10-01 10:00')] })
    expect(ask('call', TUESDAY, person)).toMatchObject({
      answer: 'no',
      codes: ['law-withdrawn'],
      articles: ['CALL-5'],
      nextAllowed: null,
    })
    expect(ask('call', '2026-09-30 10:00', person).answer).toBe('yes')
    expect(ask('email', TUESDAY, person).answer).toBe('yes')
  })
  test.each(['call', 'email', 'sms', 'voice-drop', 'post', 'push', 'linkedin', 'whatsapp'] as const)(
    'to everything: %s',
    (channel) => {
      const all = (['call', 'email', 'sms', 'voice-drop', 'post', 'push'] as const).map((each) => said(each))
      const objected = someone({ consents: all, objectedAt: at('2026-10-01 10:00') })
      expect(ask(channel, TUESDAY, objected)).toMatchObject({
        answer: 'no',
        codes: ['law-objected'],
        articles: ['RGPD-2'],
      })
      const byReceipt = someone({ consents: [...all, said('all', 'withdrawn', '2026-10-01 10:00')] })
      expect(ask(channel, TUESDAY, byReceipt)).toMatchObject({
        answer: 'no',
        codes: ['law-objected'],
        articles: ['RGPD-2'],
      })
      expect(ask(channel, TUESDAY, objected, { purpose: 'service' }).codes[0]).not.toBe('law-objected')
      expect(ask(channel, '2026-10-01 09:59', objected).codes).not.toContain('law-objected')
    },
  )
  it.each(['call', 'email', 'sms', 'voice-drop', 'post', 'push'] as const)(
    'to whoever waits to be erased, from the minute it was asked: %s',
    (channel) => {
      const all = (['call', 'email', 'sms', 'voice-drop', 'post', 'push'] as const).map((each) => said(each))
      const waits = someone({ consents: all, erasureAskedAt: at('2026-10-01 10:00') })
      expect(ask(channel, TUESDAY, waits)).toMatchObject({
        answer: 'no',
        codes: ['law-erasure-asked'],
        articles: ['RGPD-3'],
      })
      expect(ask(channel, TUESDAY, waits, { purpose: 'service' }).codes[0]).not.toBe('law-erasure-asked')
      expect(ask(channel, '2026-10-01 09:59', waits).codes).not.toContain('law-erasure-asked')
    },
  )
  it.each(['call', 'email', 'sms', 'voice-drop', 'post', 'push'] as const)(
    'to whoever is put away, with an offer or without, from that minute: %s',
    (channel) => {
      const away = someone({ consents: [said(channel)], archivedAt: at('2026-10-01 10:00') })
      for (const purpose of ['commercial', 'service'] as const) {
        expect(ask(channel, TUESDAY, away, { purpose })).toMatchObject({ answer: 'no', codes: ['law-archived'] })
        expect(ask(channel, '2026-10-01 09:59', away, { purpose }).codes).not.toContain('law-archived')
      }
      expect(ask('word', TUESDAY, away).answer).toBe('yes')
    },
  )
  it('a yes by their own hand after they asked to be erased opens that channel', () => {
    const person = someone({
      erasureAskedAt: at('2026-10-01 10:00'),
      consents: [said('email', 'given', '2026-11-01 10:00')],
    })
    expect([ask('email', TUESDAY, person).answer, ask('post', TUESDAY, person).answer]).toEqual(['yes', 'no'])
  })
  it('from the very minute: a yes of the same minute opens nothing, and in that minute it is a no already', () => {
    const yes = [said('email', 'given', '2026-10-01 10:00')]
    const objected = someone({ objectedAt: at('2026-10-01 10:00'), consents: yes })
    const waits = someone({ erasureAskedAt: at('2026-10-01 10:00'), consents: yes })
    for (const when of ['2026-10-01 10:00', TUESDAY])
      expect([ask('email', when, objected).codes, ask('email', when, waits).codes]).toEqual([
        ['law-objected'],
        ['law-erasure-asked'],
      ])
  })
  it('a yes said later, to one channel, opens that one alone', () => {
    const person = someone({
      objectedAt: at('2026-10-01 10:00'),
      consents: [said('all', 'withdrawn', '2026-10-01 10:00'), said('email', 'given', '2026-11-01 10:00')],
    })
    expect(ask('email', TUESDAY, person).answer).toBe('yes')
    expect(ask('post', TUESDAY, person).answer).toBe('no')
  })
  it('taken back: what asks for no consent is open again, what asks for one still asks', () => {
    const person = someone({
      consents: [said('email'), said('all', 'withdrawn', '2026-10-01 10:00'), said('all', 'given', '2026-11-01 10:00')],
    })
    expect(ask('post', TUESDAY, person).answer).toBe('yes')
    expect(ask('email', TUESDAY, person)).toMatchObject({ answer: 'no', codes: ['law-no-consent', 'law-no-sale'] })
  })
})

describe('ELEC-1, ELEC-2: e-mail and SMS', () => {
  const bought = (on: string, entity = 'Val SAS') => [{ at: at(on), entity }]
  const told = [said('email', 'notice', '2024-01-01 10:00')]
  test.each([
    ['nothing', someone(), 'no', ['law-no-consent', 'law-no-sale']],
    ['a consent', someone({ consents: [said('email')] }), 'yes', ['law-consent']],
    [
      'a sale, and told that they may object',
      someone({ sales: bought('2024-05-01 10:00'), consents: told }),
      'yes',
      ['law-sale'],
    ],
    [
      'a sale, and told of it for all channels',
      someone({ sales: bought('2024-05-01 10:00'), consents: [said('all', 'notice', '2024-01-01 10:00')] }),
      'yes',
      ['law-sale'],
    ],
    [
      'a sale, told about SMS only',
      someone({ sales: bought('2024-05-01 10:00'), consents: [said('sms', 'notice')] }),
      'no',
      ['law-no-consent', 'law-sale-untold'],
    ],
    [
      'a sale, told nothing',
      someone({ sales: bought('2024-05-01 10:00') }),
      'no',
      ['law-no-consent', 'law-sale-untold'],
    ],
    [
      'a sale of another company',
      someone({ sales: bought('2024-05-01 10:00', 'Garage Martin SARL'), consents: told }),
      'no',
      ['law-no-consent', 'law-no-sale'],
    ],
    [
      'a sale three years ago today',
      someone({ sales: bought('2023-11-24 10:00'), consents: told }),
      'yes',
      ['law-sale'],
    ],
    [
      'a sale three years and a day ago',
      someone({ sales: bought('2023-11-23 10:00'), consents: told }),
      'no',
      ['law-no-consent', 'law-sale-old'],
    ],
    [
      'a sale, and they said no',
      someone({ sales: bought('2024-05-01 10:00'), consents: [...told, said('email', 'withdrawn')] }),
      'no',
      ['law-withdrawn'],
    ],
    [
      'a sale that is still to come',
      someone({ sales: bought('2026-11-25 10:00'), consents: told }),
      'no',
      ['law-no-consent', 'law-no-sale'],
    ],
  ] as const)('%s', (_story, person, answer, codes) => {
    expect(ask('email', '2026-11-29 23:00', someone()).answer).toBe('no')
    expect(ask('email', TUESDAY, person)).toMatchObject({ answer, codes })
  })
  it('a sale on 29 February holds until 28 February', () => {
    const person = someone({ sales: bought('2024-02-29 10:00'), consents: told })
    expect(ask('email', '2027-02-28 10:00', person).answer).toBe('yes')
    expect(ask('email', '2027-03-01 10:00', person).answer).toBe('no')
  })
  it('by hand on LinkedIn or WhatsApp, and a notification: a consent, whatever they bought', () => {
    const customer = someone({ sales: bought('2026-05-01 10:00'), consents: [...told, said('sms', 'notice')] })
    for (const channel of ['linkedin', 'whatsapp', 'push'] as const)
      expect(ask(channel, TUESDAY, customer).answer).toBe('no')
    expect(ask('linkedin', TUESDAY, someone({ consents: [said('email')] }))).toMatchObject({
      answer: 'yes',
      articles: ['HAND-1', 'ELEC-3'],
    })
    expect(ask('whatsapp', TUESDAY, someone({ consents: [said('sms')] }))).toMatchObject({
      answer: 'yes',
      articles: ['HAND-1', 'ELEC-3'],
    })
    expect(ask('push', TUESDAY, someone({ consents: [said('push')] })).answer).toBe('yes')
  })
})

describe('ELEC-4: SMS Monday to Saturday, eight to twenty', () => {
  test.each([
    ['07:59', '2026-11-24 07:59', 'not-before', '2026-11-24 08:00:00'],
    ['08:00', '2026-11-24 08:00', 'yes', null],
    ['13:30: no lunch break', '2026-11-24 13:30', 'yes', null],
    ['Saturday at 19:59', '2026-11-28 19:59', 'yes', null],
    ['Saturday at 20:00', '2026-11-28 20:00', 'not-before', '2026-11-30 08:00:00'],
    ['Sunday', '2026-11-29 10:00', 'not-before', '2026-11-30 08:00:00'],
    ['a holiday', '2026-11-11 10:00', 'not-before', '2026-11-12 08:00:00'],
  ])('%s', (_story, when, answer, next) => {
    expect(ask('sms', when, someone({ consents: [said('sms')] }))).toMatchObject({ answer, next })
  })
})

describe('ELEC-5: a voice drop', () => {
  it('has an opt-in of its own, for service too, and the hours of calls', () => {
    const person = someone({ consents: [said('voice-drop')] })
    expect(ask('voice-drop', TUESDAY, willing()).answer).toBe('no')
    expect(ask('voice-drop', TUESDAY, person)).toMatchObject({
      answer: 'yes',
      articles: ['ELEC-5', 'CALL-3', 'CALL-4', 'CALL-10'],
    })
    expect(ask('voice-drop', '2026-11-24 13:00', person).next).toBe('2026-11-24 14:00:00')
    expect(ask('voice-drop', TUESDAY, someone(), { purpose: 'service' }).answer).toBe('no')
    expect(ask('voice-drop', '2026-11-28 11:00', person, { purpose: 'service' }).next).toBe('2026-11-30 10:00:00')
    const inService = someone({ consents: [said('voice-drop', 'given', '2026-09-01 10:00', 'service')] })
    expect(ask('voice-drop', TUESDAY, inService, { purpose: 'service' }).answer).toBe('yes')
    expect(ask('voice-drop', TUESDAY, inService).answer).toBe('no')
  })
})

describe('POST-1: by post', () => {
  it('asks for no consent, and stops at a no', () => {
    expect(ask('post', '2026-11-29 03:00', someone())).toMatchObject({
      answer: 'yes',
      codes: ['law-may-object-untold'],
      articles: ['POST-1'],
    })
    expect(ask('post', TUESDAY, someone({ consents: [said('post', 'notice')] })).codes).toEqual(['law-may-object'])
    expect(ask('post', TUESDAY, someone({ consents: [said('post', 'refused')] }))).toMatchObject({
      answer: 'no',
      articles: ['POST-1'],
    })
  })
})

describe('professionals', () => {
  const fleet = (more: Partial<PersonInLaw> = {}) => someone({ capacity: 'professional', ...more })
  it('may be called, written to, until they say no; at any hour but for SMS', () => {
    expect(ask('call', '2026-11-28 09:00', fleet())).toMatchObject({ answer: 'yes', articles: ['B2B-1', 'CALL-6'] })
    expect(ask('email', TUESDAY, fleet()).answer).toBe('yes')
    expect(ask('sms', '2026-11-29 10:00', fleet())).toMatchObject({ answer: 'not-before', next: '2026-11-30 08:00:00' })
    expect(ask('linkedin', TUESDAY, fleet()).answer).toBe('yes')
    expect(ask('call', TUESDAY, fleet({ consents: [said('call', 'refused')] })).answer).toBe('no')
    expect(ask('call', TUESDAY, fleet({ objectedAt: at('2026-10-01 10:00') })).answer).toBe('no')
    expect(ask('voice-drop', TUESDAY, fleet()).answer).toBe('no')
  })
})

describe('in person', () => {
  it.each(['word', 'coffee'] as const)('%s: the law of contact does not speak of it', (channel) => {
    const person = someone({ objectedAt: at('2026-01-01 10:00'), consents: [said('all', 'withdrawn')] })
    expect(ask(channel, '2026-11-29 03:00', person)).toMatchObject({
      answer: 'yes',
      codes: ['law-in-person'],
      articles: [],
    })
  })
})

describe('a country without a pack', () => {
  const belgian = (more: Partial<PersonInLaw> = {}) => someone({ country: 'BE', postcode: '1000', ...more })
  it('is judged by the strictest default', () => {
    const customer = belgian({
      sales: [{ at: at('2026-05-01 10:00'), entity: 'Val SAS' }],
      consents: [said('email', 'notice')],
      capacity: 'professional',
    })
    expect(ask('email', TUESDAY, customer)).toMatchObject({ answer: 'no', pack: 'STRICT' })
    expect(ask('call', TUESDAY, belgian({ consents: [said('call')] })).answer).toBe('yes')
    expect(ask('post', TUESDAY, belgian()).answer).toBe('yes')
  })
  it('its own holidays: 21 July in Belgium, not 14 July', () => {
    const willingThere = belgian({ consents: [said('call')] })
    expect(ask('call', '2027-07-21 10:00', willingThere)).toMatchObject({
      answer: 'not-before',
      next: '2027-07-22 10:00:00',
    })
    expect(ask('call', '2027-07-14 10:00', willingThere).answer).toBe('yes')
  })
  it('an address that says nothing is judged strictly too', () => {
    expect(ask('email', TUESDAY, someone({ country: '', postcode: '' }))).toMatchObject({
      answer: 'no',
      pack: 'STRICT',
    })
  })
  it('the network may choose one pack for all', () => {
    expect(ask('post', TUESDAY, belgian(), { settings: { pack: 'FR-2026-08-11' } }).pack).toBe('FR-2026-08-11')
  })
})

test('every article a verdict may name is a rule of its pack, with its source', () => {
  for (const pack of PACKS) {
    const rules = new Set(pack.rules.map((rule) => rule.id))
    const laws = [pack.consumer, pack.professional, pack.service].flatMap((each) => Object.values(each))
    const named = laws.flatMap((law) => [
      law.stop,
      ...law.duties,
      ...law.openings.map((each) => each.article),
      law.hours?.article ?? law.stop,
      law.often?.article ?? law.stop,
    ])
    for (const article of [...named, ...Object.values(pack.servedBy), pack.objection])
      expect(rules, `${pack.id} ${article}`).toContain(article)
    expect(rules.size).toBe(pack.rules.length)
    for (const rule of pack.rules)
      expect([rule.source, rule.says.fr, rule.says.en].every((each) => each.length > 0)).toBe(true)
  }
})

describe('RGPD-8: a child is offered nothing', () => {
  const child = (bornOn: string, country = 'FR') =>
    someone({ bornOn, country, consents: [said('call'), said('email')] })
  test.each([
    ['a year before fifteen', child('2012-11-25'), 'email', 'commercial', 'no'],
    ['at seventeen, having agreed at fifteen', child('2009-11-24'), 'email', 'commercial', 'yes'],
    ['sixteen where no pack is', child('2010-11-25', 'BE'), 'email', 'commercial', 'no'],
    ['their order is told to them', child('2016-01-01'), 'email', 'service', 'yes'],
  ] as const)('%s', (_story, person, channel, purpose, answer) => {
    const verdict = ask(channel, TUESDAY, person, { purpose })
    expect([verdict.answer, verdict.codes.includes('law-child')]).toEqual([answer, answer === 'no'])
  })

  test('who bought something and was told may be offered the like from the midnight of that birthday, where they live', () => {
    const bought = (postcode: string) =>
      someone({
        bornOn: '2011-11-26',
        postcode,
        consents: [said('email', 'notice')],
        sales: [{ at: at('2026-05-01 10:00'), entity: 'Val SAS' }],
      })
    // On the clock of Paris.
    for (const [postcode, midnight] of [
      ['78000', '2026-11-26T00:00'],
      ['97400', '2026-11-25T21:00'],
      ['97200', '2026-11-26T05:00'],
    ] as const) {
      const verdict = ask('email', TUESDAY, bought(postcode))
      expect(verdict).toMatchObject({ answer: 'not-before', articles: ['RGPD-8'] })
      expect(verdict.codes[0]).toBe('law-child')
      expect(new Date(verdict.nextAllowed!).getTime()).toBe(at(midnight.replace('T', ' ')))
    }
  })
  test('what they agreed to as a child is asked again', () => {
    const person = (on: string) => someone({ bornOn: '2011-06-01', consents: [said('call', 'given', on)] })
    expect(ask('call', TUESDAY, person('2026-05-31 23:59'))).toMatchObject({ answer: 'no', nextAllowed: null })
    expect(ask('call', TUESDAY, person('2026-05-31 23:59')).codes[0]).toBe('law-consent-of-child')
    expect(ask('call', TUESDAY, person('2026-06-01 00:00')).answer).toBe('yes')
  })
})
