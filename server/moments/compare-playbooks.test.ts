import { expect, it } from 'vitest'
import { playbook } from '../../contract/playbook.ts'
import { comparePlaybooks } from './compare-playbooks.ts'

const page = (moments: object[], whole: object = {}) =>
  playbook.parse({ playbook: 1, name: 'x', compass: { fr: 'a' }, registers: {}, moments, ...whole })
const moment = (id: string, set: object = {}) => ({ id, title: { fr: id }, on: 'order.placed', do: 'call', ...set })

it('nothing changes between a page and itself', () => {
  const one = page([moment('a')])
  expect(comparePlaybooks(one, one)).toEqual({ whole: [], moments: [] })
})
it('tells what is added, removed and changed, and what it was', () => {
  const before = page([moment('gone'), moment('kept'), moment('words', { sms: { fr: 'Bonjour' } })])
  const after = page(
    [
      moment('kept'),
      moment('words', { sms: { fr: 'Bonsoir', en: 'Hello' }, after: '2 days', do: ['sms', 'call'] }),
      moment('new'),
    ],
    {
      compass: { fr: 'b' },
      budget: { perMonth: 2 },
    },
  )
  expect(comparePlaybooks(before, after)).toEqual({
    whole: [
      { path: 'compass.fr', from: 'a', to: 'b' },
      { path: 'budget.perMonth', from: '3', to: '2' },
    ],
    moments: [
      {
        id: 'words',
        title: { fr: 'words' },
        change: 'changed',
        differences: [
          { path: 'after', from: null, to: '2 days' },
          { path: 'do', from: 'call', to: 'sms, call' },
          { path: 'sms.fr', from: 'Bonjour', to: 'Bonsoir' },
          { path: 'sms.en', from: null, to: 'Hello' },
        ],
      },
      { id: 'new', title: { fr: 'new' }, change: 'added', differences: [] },
      { id: 'gone', title: { fr: 'gone' }, change: 'removed', differences: [] },
    ],
  })
})
it('tells a start of another kind whole', () => {
  const [before, after] = [page([moment('a')]), page([moment('a', { on: { date: 'asset.boughtOn', years: [2, 5] } })])]
  expect(comparePlaybooks(before, after).moments[0]!.differences).toEqual([
    { path: 'on', from: 'order.placed', to: 'date: asset.boughtOn, years: 2, 5' },
  ])
})
