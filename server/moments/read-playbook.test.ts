import { Buffer } from 'node:buffer'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readPlaybook } from './read-playbook.ts'

const HEAD = `playbook: 1
name: Essai
languages: [fr]
compass:
  fr: Quelqu’un a pensé à vous.
registers:
  phone:
    imposed: { fr: rassurer }
moments:
`
const MOMENT = `  - id: merci
    title: { fr: Merci }
    on: order.placed
    do: email
    subject: { fr: Merci }
    message:
      fr: |
        Bonjour {{ customer.name }},
        Merci.
`
const faults = (yaml: string | Uint8Array) => {
  const read = readPlaybook(yaml)
  return 'faults' in read ? read.faults : []
}
const lineOf = (yaml: string, part: string): number => yaml.slice(0, yaml.indexOf(part)).split('\n').length
/** One fault, as `code cure word @ the line of this text`. */
const one = (yaml: string) =>
  faults(yaml).map((each) => `${each.because.code} ${each.path} ${Object.values(each.cure.values)[0] ?? ''}`.trim())

describe('a playbook without a fault', () => {
  it('is read, with a mark of UTF-8 before it too', () => {
    for (const yaml of [HEAD + MOMENT, `\ufeff${HEAD}${MOMENT}`, Buffer.from(`\ufeff${HEAD}${MOMENT}`)])
      expect(readPlaybook(yaml)).toMatchObject({
        playbook: { name: 'Essai', moments: [{ id: 'merci', do: ['email'], within: '14 days' }] },
      })
  })
})

describe('faults of the shape', () => {
  const changed = (from: string, to: string) => (HEAD + MOMENT).replace(from, to)
  it.each([
    [
      'an unknown key',
      changed('    do: email', '    doo: email\n    do: email'),
      'playbook-unknown-key moments[0].doo do',
      'doo',
    ],
    [
      'an unknown key above',
      changed('compass:', 'compas: {}\ncompass:'),
      'playbook-unknown-key compas compass',
      'compas:',
    ],
    [
      'an unknown gesture',
      changed('do: email', 'do: [e-mail]'),
      'playbook-unknown-gesture moments[0].do[0] email',
      'e-mail',
    ],
    [
      'a length of time',
      changed('do: email', 'do: email\n    after: dix jours'),
      'playbook-not-a-duration moments[0].after',
      'dix',
    ],
    ['an hour', changed('do: email', 'do: email\n    at: 9h30'), 'playbook-not-a-clock moments[0].at', '9h30'],
    [
      'an unknown date',
      changed('order.placed', '{ date: customer.birthday }'),
      'playbook-unknown-value moments[0].on.date customer.birthDate',
      'customer.birthday',
    ],
    [
      'a moment without a start',
      changed('    on: order.placed\n', ''),
      'playbook-missing moments[0].on on',
      '- id: merci',
    ],
    [
      'words without their language',
      changed('{ fr: Merci }\n    on', 'Merci\n    on'),
      'playbook-wrong-type moments[0].title words',
      'Merci\n    on',
    ],
    ['an unknown register', changed('  phone:', '  phne:'), 'playbook-unknown-key registers.phne phone', 'phne'],
    [
      'too high a priority',
      changed('do: email', 'do: email\n    priority: 12'),
      'playbook-too-much moments[0].priority 9',
      '12',
    ],
    [
      'a fact one letter off',
      changed('order.placed', 'order.placd'),
      'playbook-unknown-fact moments[0].on order.placed',
      'order.placd',
    ],
  ])('%s', (_what, yaml, told, at) => {
    expect(one(yaml)).toEqual([told])
    expect(faults(yaml)[0]!.line).toBe(lineOf(yaml, at))
  })
  it('are told all at once, in the order of the lines', () => {
    const yaml = changed('do: email', 'do: emial\n    after: soon\n    priority: 0')
    expect(faults(yaml).map((each) => each.because.code)).toEqual([
      'playbook-unknown-gesture',
      'playbook-not-a-duration',
      'playbook-too-little',
    ])
  })
})

describe('faults of meaning', () => {
  const moment = (lines: string) => `${HEAD}  - id: m\n    title: { fr: M }\n${lines}`
  it.each([
    [
      'an offer in a service message, by its block',
      moment('    on: order.placed\n    do: sms\n    sms: { fr: "{% offer %}x{% endoffer %}" }\n'),
      'playbook-offer-in-service',
    ],
    [
      'an offer in a service message, by its words',
      moment('    on: order.placed\n    do: sms\n    sms: { fr: "Merci. 20 % de remise ce samedi" }\n'),
      'playbook-offer-in-service',
    ],
    [
      'a field that does not exist',
      moment('    on: order.placed\n    do: sms\n    sms: { fr: "{{ customer.nane }}" }\n'),
      'playbook-unknown-field',
    ],
    [
      'a field that is never there',
      moment('    on: { date: customer.birthDate }\n    do: sms\n    sms: { fr: "{{ order.title }}" }\n'),
      'playbook-never-there',
    ],
    [
      'a condition on what is never there',
      moment('    on: { date: customer.birthDate }\n    if: order.amount > 3\n    do: word\n'),
      'playbook-never-there',
    ],
    [
      'a condition that cannot be read',
      moment('    on: order.placed\n    if: order.amont > 3\n    do: word\n'),
      'playbook-condition-unknown-name',
    ],
    [
      'a core moment kept from some',
      moment('    on: order.placed\n    core: true\n    holdout: 0.1\n    do: word\n'),
      'playbook-core-holdout',
    ],
    [
      'before, without a date',
      moment('    on: order.placed\n    before: 2 days\n    do: word\n'),
      'playbook-before-without-date',
    ],
    [
      'a moment that starts itself',
      moment('    on: message.replied\n    do: sms\n    sms: { fr: Merci }\n'),
      'playbook-starts-itself',
    ],
    [
      'nothing to carry',
      moment('    on: order.placed\n    do: email\n    subject: { fr: x }\n'),
      'playbook-nothing-to-carry',
    ],
    [
      'a language that is not declared',
      moment('    on: order.placed\n    do: sms\n    sms: { fr: Merci, en: Thanks }\n'),
      'playbook-undeclared-language',
    ],
    [
      'a language that is missing',
      moment('    on: order.placed\n    do: sms\n    sms: { en: Thanks }\n'),
      'playbook-missing-language',
    ],
    [
      'words that cannot be read',
      moment('    on: order.placed\n    do: sms\n    sms: { fr: "{{ customer.name" }\n'),
      'playbook-words-not-closed',
    ],
    [
      'a tag that does not exist',
      moment('    on: order.placed\n    do: sms\n    sms: { fr: "{% gras %}x" }\n'),
      'playbook-words-no-tag',
    ],
    [
      'a filter that does not exist',
      moment('    on: order.placed\n    do: sms\n    sms: { fr: "{{ customer.name | shout }}" }\n'),
      'playbook-words-no-filter',
    ],
    ['hours without a day: nothing would ever leave', `hours: { days: [] }\n${HEAD}${MOMENT}`, 'playbook-no-day'],
    [
      'pauses that leave no minute of the day',
      `hours: { from: '09:00', to: '18:00', breaks: [{ from: '12:00', to: '19:00' }, { from: '08:00', to: '12:00' }] }\n${HEAD}${MOMENT}`,
      'playbook-no-hour',
    ],
    [
      'a moment that means something at no time',
      moment('    on: order.placed\n    do: word\n    within: 0 days\n'),
      'playbook-no-time',
    ],
    ['a gesture written twice', moment('    on: order.placed\n    do: [call, word, call]\n'), 'playbook-gesture-twice'],
    ['an identifier used twice', `${HEAD}${MOMENT}${MOMENT}`, 'playbook-twice'],
    [
      'a register nobody described',
      moment('    on: order.placed\n    register: social\n    do: word\n'),
      'playbook-no-register',
    ],
  ])('%s', (_what, yaml, code) => {
    expect(faults(yaml).map((each) => each.because.code)).toContain(code)
  })
  it.each([
    ['order.kind = "vehicle"', 'playbook-condition-syntax', '= "vehicle"', 'playbook-cure-condition-equals'],
    ['customer.city == "A = B" &&', 'playbook-condition-syntax', '"A = B" &&', 'playbook-cure-condition-syntax'],
    ['asset.age > 2 et asset.age < 5', 'playbook-condition-syntax', 'et', 'playbook-cure-condition-and'],
    ['asset.age > "x"', 'playbook-condition-types', 'asset.age > "x"', 'playbook-cure-condition-types'],
    ['daySinc(asset.boughtOn) > 2', 'playbook-condition-unknown-function', 'daySinc(asset.boughtOn)', null],
  ])('a condition is told where it cannot be read, in no words of the library: %s', (condition, code, near, cure) => {
    const [fault] = faults(moment(`    on: order.placed\n    if: '${condition}'\n    do: word\n`))
    expect(fault?.because.code).toBe(code)
    expect(String(fault?.because.values.near)).toContain(near.slice(0, 5))
    if (cure) expect(fault?.cure.code).toBe(cure)
    for (const file of ['fr', 'en']) {
      const words = JSON.parse(readFileSync(new URL(`../../web/words/playbook.${file}.json`, import.meta.url), 'utf8'))
      expect(words[`because.${code}`]).not.toContain('{said}')
    }
  })
  it.each([
    [
      'a state no order has',
      'order.state == "nope"',
      'playbook-never-equal placed, in-progress, ready, delivered, cancelled',
    ],
    ['a slip of one letter, on the other side', '"repairs" != order.kind', 'playbook-never-equal repair'],
    ['one of a list', 'order.kind in ["vehicle", "part"]', 'playbook-never-equal parts'],
    ['another fact than the one that starts it', 'fact.kind == "order.ready"', 'playbook-never-equal order.placed'],
    ['a language by its name', 'customer.language == "français"', 'playbook-never-equal'],
    ['a department by its name', 'customer.department == "Bas-Rhin"', 'playbook-never-equal'],
    ['words one may say', 'order.state != "cancelled" && customer.department in ["67", "2A", "974"]', undefined],
    ['a city, which may be any', 'customer.city == "nope"', undefined],
  ])('a condition that compares with %s', (_what, condition, told) => {
    const [fault] = one(moment(`    on: order.placed\n    if: '${condition}'\n    do: word\n`))
    expect(fault?.replace(' moments[0].if', '')).toBe(told)
  })
  it.each([
    ['a silence of a day', '{ silence: 1 day }', 'playbook-silence-short moments[0].on.silence'],
    ['a silence of four weeks', '{ silence: 4 weeks }', undefined],
    [
      'the anniversary of no year',
      '{ date: asset.boughtOn, years: [0, 2] }',
      'playbook-year-zero moments[0].on.years[0]',
    ],
    [
      'an option without a name',
      "{ weather: snow, fitted: ['4x4', ' '] }",
      'playbook-fitted-empty moments[0].on.fitted[1]',
    ],
    ['no option at all', '{ weather: snow, fitted: [] }', 'playbook-fitted-none moments[0].on.fitted'],
  ])('a moment on %s', (_what, on, told) => {
    const [fault] = one(moment(`    on: ${on}\n    do: word\n`))
    expect(fault?.trim()).toBe(told)
  })
  it.each([
    ['the keys are handed over', 'La remise des clés est à 10:30'],
    ['a coffee is offered', 'Je vous offre un café'],
    ['a battery is charged', 'Batterie à 80 %'],
  ])('is no offer: %s', (_what, words) => {
    expect(one(moment(`    on: order.placed\n    do: sms\n    sms: { fr: "${words}" }\n`))).toEqual([])
  })
  it.each([
    ['the score they gave', 'fact.data.score > 8'],
    ['it by another spelling', 'fact.data["nps"] >= 9'],
    ['the sum they spent', 'order.amount > 10000'],
    ['an open complaint', '!customer.openCase'],
    ['everything that was told', '"band" in fact.data'],
    ['the score among others', 'order.kind == "repair" && (known(fact.data.last_score) || asset.age > 2)'],
  ])('a moment that asks may not choose whom by %s', (_what, condition) => {
    const asks = `    on: order.delivered\n    if: '${condition}'\n    ask: after-delivery\n    do: sms\n    sms: { fr: "{{ ask.link }}" }\n`
    expect(one(moment(asks)).map((each) => each.split(' ').slice(0, 2).join(' '))).toEqual([
      'playbook-ask-selects moments[0].if',
    ])
    expect(one(moment(asks.replace('    ask: after-delivery\n', '').replace('{{ ask.link }}', 'x')))).toEqual([])
  })
  it.each([
    ['what was ordered', 'order.kind == "vehicle" && asset.age < 4'],
    ['words that only look like it', 'asset.fitted("score") && fact.data.scorecard == 1'],
  ])('a moment that asks may choose by %s', (_what, condition) => {
    const asks = `    on: order.delivered\n    if: '${condition}'\n    ask: after-delivery\n    do: sms\n    sms: { fr: "{{ ask.link }}" }\n`
    expect(one(moment(asks))).toEqual([])
  })
  it.each([
    [
      'asks inside an offer',
      '    purpose: commercial\n    do: sms\n    sms: { fr: "{{ ask.link }}" }\n',
      'playbook-ask-commercial',
    ],
    ['asks and does not say where', '    do: sms\n    sms: { fr: Merci }\n', 'playbook-ask-unsaid'],
    ['rings, asks and does not say where', '    do: push\n    message: { fr: Merci }\n', 'playbook-ask-unsaid'],
  ])('a moment that %s', (_what, rest, code) => {
    expect(
      one(moment(`    on: order.delivered\n    ask: after-delivery\n${rest}`)).map((each) => each.split(' ')[0]),
    ).toEqual([code])
  })
  it('words that name a question nobody asks', () => {
    expect(one(moment('    on: order.delivered\n    do: sms\n    sms: { fr: "{{ ask.link }}" }\n'))[0]).toContain(
      'playbook-never-there',
    )
  })
  it.each(['customer.name', 'customer.city', 'asset.name', 'order.title', 'fact.on', 'links.page'])(
    'a notification that would show %s on a locked screen',
    (name) => {
      const rings = `    on: order.placed\n    do: push\n    message: { fr: Merci }\n    push: { fr: "Un mot. {{ ${name} | default: site.name }}" }\n`
      expect(one(moment(rings)).map((each) => each.split(' ')[0])).toContain('playbook-push-private')
      expect(one(moment(rings.replace(name, 'advisor.givenName')))).toEqual([])
    },
  )
  it('an offer on a locked screen, in a service moment', () => {
    const rings =
      '    on: order.placed\n    do: push\n    message: { fr: Merci }\n    push: { fr: "20 % de remise cette semaine" }\n'
    expect(one(moment(rings))[0]).toContain('playbook-offer-in-service')
  })
  it('is a cycle through two moments, told once', () => {
    const two = `${moment('    on: call.answered\n    do: sms\n    sms: { fr: Merci }\n')}  - id: n\n    title: { fr: N }\n    on: message.replied\n    do: call\n`
    expect(faults(two)).toMatchObject([{ because: { code: 'playbook-cycle', values: { ids: 'm → n → m' } } }])
  })
  it('asks after an answer, and so would ask for ever: told on its line, with the cure', () => {
    const asks = moment(
      '    on: answer.received\n    ask: after-delivery\n    do: sms\n    sms: { fr: "Et ceci ? {{ ask.link }}" }\n',
    )
    expect(faults(asks)).toMatchObject([
      {
        line: lineOf(asks, 'on: answer.received'),
        because: { code: 'playbook-starts-itself', values: { ids: 'm → m' } },
        cure: { code: 'playbook-cure-cycle-ask', values: { on: 'answer.received' } },
      },
    ])
  })
  it('asks when a case opens, which an answer may open', () => {
    const asks = moment(
      '    on: case.opened\n    ask: after-delivery\n    do: sms\n    sms: { fr: "{{ ask.link }}" }\n',
    )
    expect(faults(asks)).toMatchObject([{ because: { code: 'playbook-starts-itself' } }])
  })
  it('thanks for an answer without asking again: no cycle', () => {
    const thanks = moment('    on: answer.received\n    do: sms\n    sms: { fr: Merci }\n')
    expect(one(thanks)).toEqual([])
  })
  it('stands on its very line, within words and conditions', () => {
    const words = (HEAD + MOMENT).replace('Merci.\n', 'Merci {{ customer.nom }}.\n')
    expect(faults(words)).toMatchObject([
      { line: lineOf(words, 'customer.nom'), column: 18, path: 'moments[0].message.fr' },
    ])
    const condition = moment('    on: order.placed\n    if: asset.age > 2 && asset.maek == "x"\n    do: word\n')
    expect(faults(condition)).toMatchObject([
      { line: lineOf(condition, 'asset.maek'), column: 32, cure: { values: { word: 'make' } } },
    ])
  })
})

describe('bad files', () => {
  it.each([
    ['Windows-1252', Buffer.from(HEAD.replace('Essai', 'Été') + MOMENT, 'latin1'), 'playbook-not-utf8', 2],
    ['UTF-16', Buffer.from(`\ufeff${HEAD}`, 'utf16le'), 'playbook-not-utf8', 1],
    ['a megabyte', `${HEAD}${MOMENT}#${'x'.repeat(1 << 20)}`, 'playbook-too-large', 1],
    ['tabs', `${HEAD}  - id: m\n\ttitle: { fr: M }\n`, 'playbook-tabs', 11],
    ['a key twice', `name: a\nname: b\n`, 'playbook-key-twice', 2],
    [
      'an alias bomb',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghij'.replaceAll(
        /./gu,
        (c) =>
          `${c}: &${c} [${Array(9)
            .fill(`*${String.fromCharCode(c.charCodeAt(0) - 1)}`)
            .join(',')}]\n`,
      )}`,
      'playbook-aliases',
      1,
    ],
    ['nothing', '', 'playbook-none', 1],
    ['a list', '- a\n- b\n', 'playbook-none', 1],
    ['no YAML', 'a: [1, 2]]\n', 'playbook-yaml', 1],
    ['two documents', 'a: 1\n---\nb: 2\n', 'playbook-two-documents', 2],
  ])('%s', (_what, yaml, code, line) => {
    expect(faults(yaml)[0]).toMatchObject({ because: { code }, line })
  })
})
