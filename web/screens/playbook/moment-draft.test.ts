import { expect, it } from 'vitest'
import { moment } from '../../../contract/playbook.ts'
import { changesOf, emptyMoment } from './moment-draft.ts'

const was = moment.parse({
  id: 'a',
  title: { fr: 'A' },
  on: 'order.placed',
  do: ['sms'],
  sms: { fr: 'Bonjour' },
  priority: 2,
})

it('writes only what changed', () => {
  expect(changesOf(was, { ...was })).toEqual({})
  expect(changesOf(was, { ...was, sms: { fr: 'Bonsoir' }, after: '2 days' })).toEqual({
    sms: { fr: 'Bonsoir' },
    after: '2 days',
  })
})
it('takes a line away for what is emptied, and for what is usual', () => {
  expect(changesOf(was, { ...was, sms: { fr: '' }, priority: 5 })).toEqual({ sms: null, priority: null })
})
it('writes a new moment without what is usual', () => {
  const fresh = {
    ...emptyMoment(['fr']),
    id: 'b',
    title: { fr: 'B' },
    core: false,
    minutes: 5,
    opening: { fr: 'Bonjour' },
  }
  expect(changesOf(null, fresh)).toEqual({
    id: 'b',
    title: { fr: 'B' },
    on: 'order.delivered',
    do: ['call'],
    opening: { fr: 'Bonjour' },
  })
})
