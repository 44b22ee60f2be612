import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { ENDPOINTS } from '../contract/index.ts'
import { RIGHTS, RIGHTS_OF, ROLES } from '../contract/rights.ts'
import { CAMERA_KINDS as CAMERA_IDS, PHONE_KINDS as PHONE_IDS } from '../contract/signals.ts'
import { CALL_KINDS } from '../server/edges/calls/kinds.ts'
import { readPlainCall } from '../server/edges/calls/plain-call.ts'
import { threeCxTemplate } from '../server/edges/calls/threecx.ts'
import { CAMERA_KINDS } from '../server/edges/cameras/kinds.ts'
import { readPlainJson } from '../server/edges/cameras/plain-json.ts'
import { readConfig, unknownSettings } from '../server/kit/config.ts'

/** The docs are true of the code wherever a machine can tell. */
const root = fileURLToPath(new URL('..', import.meta.url))
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const DOCS = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
]

/** The rows of the tables of a text, each as its cells; the header is the first. */
const tableRows = (text: string): string[][] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|[-|\s:]+\|$/u.test(line))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    )
const inCode = (cell: string): string => /^`([^`]+)`$/u.exec(cell)?.[1] ?? ''
const headings = (text: string): string[] => [...text.matchAll(/^#{1,6} (.+)$/gmu)].map(([, words]) => words!)
/** The part under a heading, up to the next one of any level. */
const under = (text: string, heading: string): string =>
  text.split(new RegExp(`^#{1,6} ${heading}$`, 'mu'))[1]?.split(/^#{1,6} /mu)[0] ?? ''
const blocks = (text: string, language: string): string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gmu'))].map(([, block]) => block!)

describe('rights.md', () => {
  const [header = [], ...rows] = tableRows(read('docs/rights.md').split('\n| right | lets one |')[0] ?? '')
  it('names every role and every right, in the order of the contract', () => {
    expect(header.slice(1)).toEqual(ROLES)
    expect(rows.map(([right = '']) => inCode(right))).toEqual(RIGHTS)
  })
  it.each(ROLES)('says what %s may do', (role) => {
    const yes = rows.filter((row) => row[1 + ROLES.indexOf(role)] === 'yes').map(([right = '']) => inCode(right))
    expect(yes).toEqual(RIGHTS.filter((right) => RIGHTS_OF[role].includes(right)))
  })
  it('says in words what each right is for', () => {
    const explained = tableRows(read('docs/rights.md').split('\n| right | lets one |')[1] ?? '')
    expect(explained.map(([right = '']) => inCode(right))).toEqual(RIGHTS)
  })
})

describe('ARCHITECTURE.md', () => {
  const sources = readdirSync(join(root, 'server'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => read(join('server', name)))
  /** The name a job goes by: written where it is bound, or a constant of its flow. */
  const jobs = sources
    .flatMap((text) => [...text.matchAll(/\bjobs\.(?:on|every|tick)\(\s*(?:'([\w-]+)'|([A-Z_]+)),/gu)])
    .map(([, name, constant]) => name ?? sources.join('\n').match(`const ${constant} = '([\\w-]+)'`)?.[1])
  it('names every job, and no other', () => {
    const told = tableRows(under(read('ARCHITECTURE.md'), 'Jobs'))
      .slice(1)
      .flatMap(([names = '']) => [...names.matchAll(/`([\w-]+)`/gu)].map(([, name]) => name))
      // One for each kind: bound by a name that is put together.
      .filter((name) => !/^import-(?:customers|orders)$/u.test(name ?? ''))
    expect(jobs.length).toBeGreaterThan(30)
    expect(new Set(told)).toEqual(new Set(jobs))
  })
})

describe('README.md', () => {
  const settings = tableRows(read('README.md')).map(([name = '']) => inCode(name))
  const inReadme = settings.filter((name) => /^[A-Z][A-Z_]+$/u.test(name))
  const inConfig = [...read('server/kit/config.ts').matchAll(/^ {2}([A-Z][A-Z_]+): (?:given|number)/gmu)].map(
    ([, name]) => name!,
  )
  it('names every setting and no other', () => {
    expect(inConfig.length).toBeGreaterThan(8)
    expect([...inReadme].sort()).toEqual([...inConfig].sort())
    expect(unknownSettings(Object.fromEntries(inReadme.map((name) => [name, ''])))).toEqual([])
  })
  it('tells the defaults that hold', () => {
    const config = readConfig({})
    const rows = tableRows(read('README.md'))
    const told = (name: string): string => rows.find(([cell = '']) => inCode(cell) === name)?.[2] ?? ''
    expect(told('PORT')).toContain(`\`${config.port}\``)
    expect(told('HOST')).toContain(`\`${config.host}\``)
    expect(told('OKAERI_LOG')).toContain(`\`${config.logLevel}\``)
    expect(told('OKAERI_ROLES')).toContain(`\`${config.roles.join(',')}\``)
    expect(told('OKAERI_ALLOW_PRIVATE_CALENDARS')).toContain(config.privateCalendars ? '`yes`' : '`no`')
    expect(told('OKAERI_ALLOW_PRIVATE_DATABASES')).toContain(config.privateDatabases ? '`yes`' : '`no`')
  })
  it('begins with npm start and npm test', () => {
    expect(
      read('README.md')
        .split('\n', 3)
        .slice(1)
        .map((line) => line.slice(0, 9).trim()),
    ).toEqual(['npm start', 'npm test'])
  })
})

describe('cameras.md and phones.md', () => {
  it.each([
    ['docs/cameras.md', CAMERA_KINDS, CAMERA_IDS],
    ['docs/phones.md', CALL_KINDS, PHONE_IDS],
  ] as const)('%s has a section for each make', (path, kinds, ids) => {
    expect(kinds.map(({ id }) => id).sort()).toEqual([...ids].sort())
    const makes = headings(read(path))
    for (const { label } of kinds) expect(makes).toContain(label)
  })
  it('each counter that a page of a source shows is explained', () => {
    const words = JSON.parse(read('web/words/setup.en.json')) as Record<string, string>
    const shown = Object.keys(words).flatMap((key) => /^tally\.([a-z-]+)$/u.exec(key)?.[1] ?? [])
    const told = read('docs/cameras.md') + read('docs/phones.md')
    expect(shown.length).toBeGreaterThan(10)
    for (const counter of shown.filter((each) => !/^(?:gate|phone)-/u.test(each)))
      expect(told).toContain(`\`${counter}\``)
  })
  const payload = (text: string) => ({
    contentType: 'application/json',
    body: Buffer.from(text),
    query: {},
    now: new Date('2026-11-24T09:29:00Z'),
  })
  it('the plain JSON of a camera is read as it stands there', () => {
    const [example = ''] = blocks(under(read('docs/cameras.md'), 'JSON'), 'json')
    const message = readPlainJson(payload(example))
    expect(message).toMatchObject({ kind: 'reads', reads: [{ plate: 'FM-046-SC', direction: 'in', track: 'car-7' }] })
    const [first] = message.kind === 'reads' ? message.reads : []
    for (const field of Object.keys(JSON.parse(example) as object).filter((name) => name !== 'id'))
      expect(first).toHaveProperty(field)
  })
  it('the plain JSON of a call is read as it stands there', () => {
    const [example = ''] = blocks(under(read('docs/phones.md'), 'JSON'), 'json')
    expect(readPlainCall(payload(example))).toMatchObject({ kind: 'ring', ring: { state: 'ringing', direction: 'in' } })
  })
  it('the template for 3CX is the one that is tested', () => {
    const [template] = blocks(read('docs/phones.md'), 'xml')
    expect(template).toBe(threeCxTemplate('https://okaeri.example.com/in/SOURCE/SECRET?phone=[Number]'))
  })
})

describe.each(DOCS)('%s', (path) => {
  const text = read(path)
  const prose = text.replace(/^```[\s\S]*?^```$/gmu, '')

  it('its links lead somewhere', () => {
    const dead = [...prose.matchAll(/\]\(([^)\s]+)\)/gu)]
      .map(([, to]) => to!)
      .filter((to) => !/^(?:https?|mailto):/u.test(to))
      .filter((to) => {
        const [file = '', anchor] = to.split('#')
        const target = file === '' ? path : relative(root, join(root, dirname(path), file))
        if (!existsSync(join(root, target))) return true
        return anchor !== undefined && !headings(read(target)).map(anchorOf).includes(anchor)
      })
    expect(dead).toEqual([])
  })

  it('the files it names are there', () => {
    const named = [...prose.matchAll(/`((?:server|contract|web|test|scripts|migrations|bench)\/[\w./-]+)`/gu)]
    const gone = named.map(([, file]) => file!).filter((file) => !existsSync(join(root, file)) && !isBench(file))
    expect(gone).toEqual([])
  })

  it('the addresses of the API it names are there', () => {
    const known = new Set(ENDPOINTS.map(({ endpoint }) => endpoint.path.replaceAll(/:\w+/gu, ':')))
    const named = [...text.matchAll(/`?(?:GET|POST|PATCH|PUT|DELETE) (\/api\/[\w/:.-]+)/gu)].map(([, to]) => to!)
    const unknown = named.filter((to) => !known.has(to.replaceAll(/:\w+/gu, ':')) && to !== '/api/live')
    expect(unknown).toEqual([])
  })
})

/** `bench/gate` is a bench by its name. */
const isBench = (file: string): boolean => file.startsWith('bench/') && existsSync(join(root, `${file}.ts`))

/** The anchor that a forge makes of a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-')
}
