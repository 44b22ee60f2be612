import { file, type Planted, type PlantedBy } from './planted.ts'

const PATH = 'test/stories/day.test.ts'
const bad = (story: string, text: string): Planted => ({ story, files: file(PATH, `\n${text}`), at: `${PATH}:2` })

export const plantedPatience: PlantedBy = {
  patience: [
    bad('a wait that says no time', 'await vi.waitUntil(() => ready)'),
    bad('a wait that says how often, and not how long', 'await vi.waitFor(work, { interval: 5 })'),
    bad('a short wait', 'await vi.waitFor(work, 5_000)'),
    bad('a short wait, by name', 'await vi.waitUntil(work, { timeout: 9_999, interval: 5 })'),
    bad('a short poll', 'await expect.poll(work, { timeout: 2_000 }).toBe(1)'),
    bad('a measure by the clock on the wall', 'const began = performance.now()'),
    bad('a sleep', 'await page.waitForTimeout(500)'),
    bad('a test with less time than any other', `test('a', { timeout: 30_000 }, async () => {})`),
    bad('one of a list', `test.each([1])('%i', { timeout: 30_000 }, async () => {})`),
    bad('a part of a file', `describe.skipIf(!found)('a', { timeout: 1_000 }, () => {})`),
    bad('a hook with less time than any other', 'beforeAll(async () => {}, 30_000)'),
    {
      story: 'near: long enough, by a name, as vitest has it, in the product, or another’s wait',
      files: {
        ...file(
          PATH,
          [
            'await vi.waitUntil(work, { timeout: 10_000 })',
            'await vi.waitFor(work, PATIENCE)',
            'await vi.waitFor(work, { timeout: PATIENCE })',
            'await expect.poll(work).toBe(1)',
            `test('a', { timeout: 180_000 }, async () => {})`,
            `test('b', async () => {})`,
            'beforeAll(async () => {}, 300_000)',
            'beforeAll(async () => {})',
            `await page.getByText('a').waitFor()`,
          ].join('\n'),
        ),
        ...file('server/kit/gate.ts', 'await vi.waitUntil(() => ready)'),
      },
    },
  ],
}
