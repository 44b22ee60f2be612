import type { lookup as systemLookup } from 'node:dns'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, describe, expect, test } from 'vitest'
import { openWeatherAddress } from './weather.edge.ts'

let answer = { status: 200, text: '', location: '' }
const server = createServer((_request, reply) => {
  reply.writeHead(answer.status, answer.location ? { location: answer.location } : {}).end(answer.text)
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/weather.csv`
const port = openWeatherAddress(url, { allowPrivate: true })
const why = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'answered',
    (error: { because?: { code: string } }) => error.because?.code ?? 'another fault',
  )

describe('weather at an address of the network’s choice', () => {
  test('is read as a file is; a bad line is set aside with its reason', async () => {
    answer = {
      status: 200,
      location: '',
      text: 'area,kind,from,to\n68,snow,2027-01-11,2027-01-12\nParis,snow,2027-01-11,2027-01-12\n',
    }
    const { told, aside } = await port.warnings(new Date())
    expect(told).toMatchObject([{ area: '68', kind: 'snow' }])
    expect(aside.map(({ where, because }) => [where, because.code])).toEqual([['3', 'weather-no-area']])
  })
  test('nothing forecast is an answer; nothing at all is none, for what was told would be withdrawn', async () => {
    answer = { status: 200, location: '', text: 'area,kind,from,to\n' }
    expect(await port.warnings(new Date())).toEqual({ told: [], aside: [] })
    answer = { status: 200, location: '', text: '[]' }
    expect(await port.warnings(new Date())).toEqual({ told: [], aside: [] })
    for (const [text, code] of [
      ['', 'weather-empty'],
      ['<html><body>Sign in</body></html>', 'weather-not-csv'],
      ['[{', 'weather-not-json'],
      [`area,kind,from,to\n${'x'.repeat(17 * 1024 * 1024)}`, 'weather-unreadable'],
    ] as const) {
      answer = { status: 200, location: '', text }
      expect(await why(port.warnings(new Date()))).toBe(code)
    }
  })
  test('a fault and a way elsewhere are told, and not followed', async () => {
    answer = { status: 503, location: '', text: 'area,kind,from,to\n' }
    expect(await why(port.warnings(new Date()))).toBe('weather-answered')
    answer = { status: 302, location: 'http://169.254.169.254/', text: '' }
    expect(await why(port.warnings(new Date()))).toBe('weather-answered')
  })
  test.each([
    ['http://127.0.0.1/w', false],
    ['https://127.0.0.1/w', false],
    ['https://[::ffff:10.0.0.1]/w', false],
    ['https://localhost/w', false],
    ['http://weather.example/w', false],
    ['https://user:pass@weather.example/w', false],
    ['http://169.254.169.254/latest', true],
  ])('%s may not be called', async (address, allowPrivate) => {
    expect(await why(openWeatherAddress(address, { allowPrivate }).warnings(new Date()))).toBe('weather-refused')
  })
  test('a name that stands for an address inside is refused as it connects', async () => {
    const lookup = ((_host: string, _options: object, done: (e: null, a: object[]) => void) =>
      done(null, [{ address: '10.0.0.3', family: 4 }])) as unknown as typeof systemLookup
    const inside = openWeatherAddress('https://weather.example/w', { allowPrivate: false, lookup })
    expect(await why(inside.warnings(new Date()))).toBe('weather-refused')
  })
})
