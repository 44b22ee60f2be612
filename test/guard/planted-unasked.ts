import { file, type PlantedBy } from './planted.ts'

const ROOM = 'server/visits/room.ts'
const house = (room: string, asks: string, rest: Record<string, string> = {}): Record<string, string> => ({
  ...file('server/main.ts', asks),
  ...file(ROOM, room),
  ...rest,
})
const FULL = `const MOST = 3\nexport const isFull = (n: number) => n > MOST`
const ASKS = `import { isFull } from './visits/room.ts'\nisFull(1)`

export const plantedUnasked: PlantedBy = {
  unasked: [
    {
      story: 'what only its own file uses',
      files: house(`export ${FULL}`, ASKS),
      at: `${ROOM}:1`,
    },
    { story: 'what nobody uses', files: house(`${FULL}\nexport function free() {}`, ASKS), at: `${ROOM}:3` },
    {
      story: 'what only a test calls',
      files: house(FULL, '', file('server/visits/room.test.ts', `import { isFull } from './room.ts'\nisFull(1)`)),
      at: `${ROOM}:2`,
    },
    {
      story:
        'near: a type, a part that its file calls too, a list that a test reads, all at once, at a computed address, from a worker',
      files: house(
        `export interface Room { n: number }\n${FULL}\nexport const free = (n: number) => !isFull(n)\nexport const ROWS = [free]`,
        `import * as room from './visits/room.ts'\nroom.free(1)\nnew Worker(new URL('./visits/work.ts', import.meta.url))`,
        {
          ...file('server/visits/work.ts', 'export const work = 1'),
          ...file('server/visits/seats.ts', `export const seats = (n: number) => n\nexport const SEATS = [seats]`),
          ...file('server/visits/seats.test.ts', `import { SEATS, seats } from './seats.ts'\nseats(SEATS.length)`),
          ...file('bench/run.ts', 'await import(new URL(chosen(), import.meta.url).href)'),
          ...file('bench/gate.ts', 'export const run = 1'),
        },
      ),
    },
  ],
}
