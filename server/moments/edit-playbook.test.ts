import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { editPlaybook } from './edit-playbook.ts'
import { readPlaybook } from './read-playbook.ts'

const PAGE = `# Notre cahier
playbook: 1
name: Essai
languages: [fr]
compass: { fr: Quelqu’un a pensé à vous. }
registers:
  phone: { imposed: { fr: rassurer } }
moments:
  # Le premier mot
  - id: merci
    title: { fr: Merci }
    on: order.placed # à la commande
    do: [email, sms]
    subject: { fr: Merci }
    message:
      fr: |
        Bonjour {{ customer.name }},
        Merci.
    sms: { fr: Merci }
  # Après les clés
  - id: appel
    title: { fr: Appel }
    on: order.delivered
    do: call
`
const read = (yaml: string) => {
  const found = readPlaybook(yaml)
  if ('faults' in found) throw new Error(JSON.stringify(found.faults))
  return found.playbook
}
/** Lines of the one that are not in the other. */
const lines = (yaml: string, other: string) => yaml.split('\n').filter((line) => !other.split('\n').includes(line))

describe('a change made in a form is written as a person would', () => {
  it('touches the lines it changes and no other', () => {
    const page = editPlaybook(PAGE, { moment: 'merci', set: { sms: { fr: 'Merci beaucoup' }, after: '2 hours' } })
    expect(lines(page, PAGE)).toEqual(['    sms: { fr: Merci beaucoup }', '    after: 2 hours'])
    expect(lines(PAGE, page)).toEqual(['    sms: { fr: Merci }'])
  })
  it('what is the same changes nothing', () => {
    const { on, message, do: gestures } = read(PAGE).moments[0]!
    expect(editPlaybook(PAGE, { moment: 'merci', set: { on, message, do: gestures } })).toBe(PAGE)
  })
  it('keeps several lines a block, and makes one where there was none', () => {
    const words = 'Bonjour,\n\nDeux lignes : avec des signes #.\n'
    for (const key of ['message', 'sms']) {
      const page = editPlaybook(PAGE, { moment: 'merci', set: { [key]: { fr: words } } })
      expect(read(page).moments[0]![key as 'sms']).toEqual({ fr: words })
      expect(page).toContain('|')
    }
  })
  it('a start may become another kind of start', () => {
    const page = editPlaybook(PAGE, {
      moment: 'appel',
      set: { on: { date: 'asset.boughtOn', years: [2] }, before: '2 months' },
    })
    expect(read(page).moments[1]!.on).toEqual({ date: 'asset.boughtOn', years: [2] })
    expect(
      read(editPlaybook(page, { moment: 'appel', set: { on: 'order.ready', before: null } })).moments[1],
    ).toMatchObject({ on: 'order.ready' })
  })
  it('adds, removes, and keeps the comments of the rest', () => {
    const added = editPlaybook(PAGE, {
      add: { id: 'neuf', title: { fr: 'Neuf' }, on: 'service.done', do: ['word'], if: '' },
    })
    expect(read(added).moments.map((each) => each.id)).toEqual(['merci', 'appel', 'neuf'])
    const removed = editPlaybook(added, { remove: 'merci' })
    expect(read(removed).moments.map((each) => each.id)).toEqual(['appel', 'neuf'])
    expect(removed).toContain('# Après les clés')
  })
  it('changes the head', () => {
    const page = editPlaybook(PAGE, { whole: 'compass', set: { fr: 'Autre chose.' } })
    expect(read(page).compass).toEqual({ fr: 'Autre chose.' })
    expect(page).toContain('# Notre cahier')
  })
  it('leaves a page alone that does not read, and a moment that is not there', () => {
    expect(editPlaybook('a: [', { remove: 'x' })).toBe('a: [')
    expect(editPlaybook(PAGE, { moment: 'nobody', set: { after: '1 day' } })).toBe(PAGE)
  })
})

it('a page of two languages speaks one, text by text, and reads; the shipped ones too', () => {
  const two = PAGE.replace('languages: [fr]', 'languages: [fr, en]')
    .replaceAll(/\{ fr: ([^{}]+) \}/gu, '{ fr: $1, en: x }')
    .replace('    sms:', '      en: |\n        Hello {{ customer.name }}\n    sms:')
  expect(read(two).languages).toEqual(['fr', 'en'])
  const one = editPlaybook(two, { languages: ['fr'] })
  expect(read(one)).toEqual(read(PAGE))
  expect(one).toContain('# Après les clés')
  for (const name of ['garage', 'dealership', 'shop'])
    for (const language of ['fr', 'en']) {
      const page = read(editPlaybook(readFileSync(`playbooks/${name}.yaml`, 'utf8'), { languages: [language] }))
      expect(Object.keys(page.compass)).toEqual([language])
    }
})
