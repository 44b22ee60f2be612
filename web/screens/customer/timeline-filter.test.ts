import { expect, it } from 'vitest'
import { isFiltered, kindsIn, readFilter } from './timeline-filter.ts'

const ID = '01890000-0000-7000-8000-00000000000a'

it.each<[string, Record<string, unknown>, object]>([
  ['nothing', { site: ID }, {}],
  [
    'all of it',
    { kinds: 'visit,call', place: ID, asset: ID, from: '2026-01-01', to: '2026-02-01' },
    { kinds: 'visit,call', place: ID, asset: ID, from: '2026-01-01', to: '2026-02-01' },
  ],
  ['kinds in one order, each once', { kinds: 'call,visit,call' }, { kinds: 'visit,call' }],
  ['a kind there is not', { kinds: 'gossip,visit' }, { kinds: 'visit' }],
  ['no kind at all', { kinds: 'gossip' }, {}],
  ['no id, no day', { place: 'paris', asset: 3, from: 'hier', to: '1/2/2026' }, {}],
  ['days that no calendar has', { from: '2026-02-31', to: '2026-13-01' }, {}],
  ['a period that ends before it begins', { from: '2026-02-01', to: '2026-01-01', kinds: 'note' }, { kinds: 'note' }],
  ['one day', { from: '2026-02-01', to: '2026-02-01' }, { from: '2026-02-01', to: '2026-02-01' }],
])('%s', (_, search, filter) => {
  expect(readFilter(search)).toEqual(filter)
  expect(isFiltered(readFilter(search))).toBe(Object.keys(filter).length > 0)
})

it('kinds of an address', () => expect(kindsIn({ kinds: 'case,note' })).toEqual(['note', 'case']))
