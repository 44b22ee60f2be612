import { expect, it } from 'vitest'
import { whoIsThanked } from './who-is-thanked.ts'

const STAFF = [
  { id: 'karim', name: 'Karim Benali' },
  { id: 'zoe1', name: 'Zoé Martin' },
  { id: 'zoe2', name: 'Zoé Lambert' },
  { id: 'roux', name: 'Claire Roux' },
]
const thanked = (names: string[], looked: string | null = null) =>
  whoIsThanked(names, STAFF, looked).map(
    ({ name, staffId, candidates }) => `${name} → ${staffId ?? `? ${candidates.join(' ')}`}`,
  )

it.each([
  ['one bears it', ['Karim'], null, ['Karim → karim']],
  ['with a title', ['Mme Roux'], null, ['Mme Roux → roux']],
  ['several bear it: asked', ['Zoé'], null, ['Zoé → ? zoe1 zoe2']],
  ['several bear it, one looked after them', ['Zoé'], 'zoe2', ['Zoé → zoe2']],
  ['whole names are sure', ['Zoé Martin'], 'zoe2', ['Zoé Martin → zoe1']],
  ['a letter off is asked, even of who looked after them', ['de Kharim'], 'karim', ['de Kharim → ? karim']],
  ['typed small', ['claire'], null, ['claire → roux']],
  ['nobody bears it', ['Gudrun'], null, []],
  ['twice is once', ['Karim', 'Karim', 'Claire'], null, ['Karim → karim', 'Claire → roux']],
  ['no name at all', [''], null, []],
])('%s', (_story, names, looked, wanted) => expect(thanked(names, looked)).toEqual(wanted))
