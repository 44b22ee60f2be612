import { file, type PlantedBy } from './planted.ts'

const lines = (n: number): string => '  said()\n'.repeat(n)
const LONG = lines(81)
const FLOW = 'server/visits/day.flow.ts'
const SCREEN = 'web/screens/Desk.tsx'

export const plantedLength: PlantedBy = {
  length: [
    {
      story: 'a file nobody reads to its end',
      files: file('web/parts/Long.tsx', lines(401)),
      at: 'web/parts/Long.tsx:401',
    },
    {
      story: 'also a story',
      files: file('test/stories/long.test.ts', lines(401)),
      at: 'test/stories/long.test.ts:401',
    },
    { story: 'a function of the server', files: file(FLOW, `\nfunction long() {\n${LONG}}`), at: `${FLOW}:2` },
    { story: 'one that has no name', files: file(FLOW, `\nrun(() => {\n${LONG}})`), at: `${FLOW}:2` },
    {
      story: 'one that stands in a short one',
      files: file(FLOW, `function short() {\n  const long = () => {\n${LONG}  }\n  return long\n}`),
      at: `${FLOW}:2`,
    },
    {
      story: 'one that gave a name to too little of itself',
      files: file(FLOW, `\nfunction long() {\n${LONG}  const short = () => {\n${lines(20)}  }\n}`),
      at: `${FLOW}:2`,
    },
    {
      story: 'a screen that shows everything at once',
      files: file(SCREEN, `\nexport function Desk() {\n${lines(101)}}`),
      at: `${SCREEN}:2`,
    },
    {
      story: 'near: as long as one may be, of named parts, of a test, of a screen',
      files: {
        ...file('web/parts/Full.tsx', lines(400)),
        ...file(
          FLOW,
          `function all() {\n${lines(40)}  const a = () => {\n${lines(60)}  }\n  return {\n    b() {\n${lines(60)}    },\n  }\n}`,
        ),
        ...file('server/visits/day.test.ts', `test('a', () => {\n${LONG}})`),
        ...file(
          SCREEN,
          `function Desk() {\n${lines(40)}  const Part = () => {\n${lines(98)}  }\n${lines(40)}}\nfunction Full() {\n${lines(98)}}`,
        ),
      },
    },
  ],
}
