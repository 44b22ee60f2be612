import { file, type PlantedBy } from './planted.ts'

const FR = 'web/words/desk.fr.json'
const said = (...keys: string[]): string => `{\n${keys.map((key) => `  "${key}": "x"`).join(',\n')}\n}`
const web = (code: string, ...keys: string[]): Record<string, string> => ({
  ...file('web/words/words.tsx', 'export const word = 1'),
  ...file('web/screens/Desk.tsx', code),
  ...file('web/words/desk.en.json', '{}'),
  ...file(FR, said(...keys)),
})

const KEYS = ['desk.is-open', 'theme.price', 'fault.full']

export const plantedUnheard: PlantedBy = {
  unheard: [
    { story: 'words nobody says', files: web(`t('desk.one')`, 'desk.one', 'desk.two'), at: `${FR}:3` },
    {
      story: 'words that only a test knows',
      files: { ...web('', 'desk.one'), ...file('web/screens/desk.test.ts', `'desk.one'`) },
      at: `${FR}:2`,
    },
    {
      story: 'near: by a hole, by a family, by a code of the server',
      files: {
        ...web(['t(`desk.is-$', "{state}`); word('theme', code)"].join(''), ...KEYS),
        ...file('web/words/desk.en.json', said(...KEYS)),
        ...file('server/visits/room.ts', `const key = 'fault.full'`),
      },
    },
  ],
}
