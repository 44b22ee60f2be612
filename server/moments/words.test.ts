import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sampleScene, sampleWords } from './sample-scene.ts'
import { WORD_FIELDS } from './word-fields.ts'
import { readWords, renderWords } from './words.ts'

const ordered = sampleScene('order.placed')
const more = sampleWords('fr', undefined)
const render = (text: string, scene = ordered, words = more) => renderWords(text, scene, words)

describe('words of the playbook for one customer', () => {
  it.each([
    [
      'Bonjour {{ customer.name }}, votre {{ order.title }} arrive.',
      'Bonjour Madame Cieille, votre Peugeot 3008 arrive.',
    ],
    ['Livraison prévue {{ order.promisedOn }}.', 'Livraison prévue vendredi 11 décembre.'],
    ['{{ order.amount | money }}', '35\u202f490\u00a0€'],
    ['{% if customer.tu %}Salut {{ customer.givenName }}{% else %}Bonjour{% endif %}', 'Salut Anne'],
    ['{{ asset.options | list }}', 'caméra de recul'],
    ['a  \n\n\n\nb', 'a\n\nb'],
    ['{% offer %}Un cadeau{% endoffer %}', 'Un cadeau'],
  ])('%s', (text, said) => {
    expect(render(text)).toEqual({ text: said })
  })
  it('speaks the language it is asked for', () => {
    expect(render('{{ order.promisedOn }}', ordered, sampleWords('en', undefined))).toEqual({
      text: 'Friday 11 December',
    })
  })
  it('says which of the options looked for are on this car', () => {
    const on = { weather: 'snow' as const, fitted: ['pneus hiver', 'sièges chauffants', 'attelage'] }
    const scene = sampleScene('order.placed')
    const asset = { ...scene.asset!, options: ['Pneus Hiver 17"', 'Sieges chauffants'] }
    expect(render('{{ asset.fitted }}', { ...scene, asset }, sampleWords('fr', { on }))).toEqual({
      text: 'pneus hiver et sièges chauffants',
    })
  })
  it('tells every value that is missing, and writes nothing', () => {
    const scene = { ...ordered, person: { ...ordered.person, city: '' }, order: null }
    expect(render('{{ customer.city }} {{ order.title }} {{ order.title }}', scene)).toEqual({
      missing: ['customer.city', 'order.title'],
    })
  })
  it.each([
    ['{{ advisor.name | default: site.name }}', { text: 'Alice' }],
    ['{{ advisor.phone | default: site.phone | default: sender.name }}', { text: 'Réseau' }],
    ['{% if customer.name %}{{ advisor.name | default: site.name }}{% endif %}', { text: 'Alice' }],
    ['{% assign who = advisor.name | default: site.name %}{{ who }}', { text: 'Alice' }],
    ['{{ advisor.phone | default: site.phone }}', { missing: ['site.phone'] }],
    ['{{ site.name }}{{ advisor.name | default: site.name }}', { missing: ['site.name'] }],
    ['{% if customer.name %}{{ site.phone }}{% endif %}', { missing: ['site.phone'] }],
    [
      '{% unless site.phone %}{{ site.name }} {{ advisor.phone }}{% endunless %}',
      { missing: ['site.name', 'advisor.phone'] },
    ],
  ] as const)('what stands behind a default is missed only where it is needed: %s', (text, said) => {
    const alone = {
      ...more,
      site: null,
      advisor: { name: 'Alice', givenName: 'Alice', phone: '', email: '' },
      sender: { name: 'Réseau', address: '' },
    }
    expect(render(text, ordered, alone as never)).toEqual(said)
  })
  it('may ask for what is missing', () => {
    const scene = { ...ordered, person: { ...ordered.person, city: '' } }
    expect(render('{% if customer.city %}x{% endif %}{{ customer.city | default: "ici" }}', scene)).toEqual({
      text: 'ici',
    })
  })
})

describe('what a text cannot do', () => {
  it.each([
    ['read a file', '{% include "/etc/passwd" %}'],
    ['read another template', '{% render "x" %}'],
    ['know the time', '{{ "now" | date: "%s" }}'],
    ['leave to chance', '{{ customer.name | sample }}'],
    ['reach the engine', '{{ customer.constructor }}'],
    ['reach a prototype', '{{ customer.__proto__ }}'],
    ['run for ever', '{% for i in (1..100000000) %}{% for j in (1..100000000) %}a{% endfor %}{% endfor %}'],
    [
      'grow without end',
      '{% for i in (1..1900) %}{% assign x = x | default: "aaaaaaaaaaaaaaaa" | append: x %}{% endfor %}',
    ],
    ['be too long', 'a'.repeat(10_001)],
  ])('%s', (_what, text) => {
    expect(render(text)).not.toHaveProperty('text')
  })
  it('takes a value as a value, never as words to read', () => {
    const scene = { ...ordered, person: { ...ordered.person, addressAs: '{{ sender.address }}' } }
    expect(render('{{ customer.name }}', scene)).toEqual({ text: '{{ sender.address }}' })
  })
})

describe('reading words as they are saved', () => {
  it('places a fault', () => {
    expect(readWords('Bonjour\n{{ customer.name').faults).toMatchObject([{ line: 2, column: 1 }])
  })
  it('tells names that no customer has, within conditions too', () => {
    const { unknown } = readWords(
      '{{ customer.nom }}\n{% if order.titel %}{{ voiture }}{% endif %}{{ fact.data.anything }}',
    )
    expect(unknown.map(({ path, line }) => [path, line])).toEqual([
      ['customer.nom', 1],
      ['order.titel', 2],
      ['voiture', 2],
    ])
  })
  it.each([
    ['{% offer %}x{% endoffer %}', true],
    ['{% if customer.tu %}\n{% offer %}x{% endoffer %}{% endif %}', true],
    ['{% raw %}{% offer %}{% endraw %}', false],
  ])('finds the offer in %s', (text, there) => {
    expect(readWords(text).offer !== null).toBe(there)
  })
})

it('every field a text may name has its words on the screen, for whoever is told that it is missing', () => {
  const fields = Object.entries(WORD_FIELDS).flatMap(([owner, names]) => names.map((name) => `named.${owner}.${name}`))
  for (const language of ['fr', 'en']) {
    const file = new URL(`../../web/words/playbook.${language}.json`, import.meta.url)
    const said = Object.keys(JSON.parse(readFileSync(file, 'utf8')) as object)
    expect(said.filter((key) => key.startsWith('named.')).sort()).toEqual(fields.toSorted())
  }
})
