import { createIntl } from '@formatjs/intl'
import { lineAt, type Offence, type Tree } from './tree.ts'

type Element = Parsed[number]
type Parsed = ReturnType<ReturnType<typeof intl.formatters.getMessageFormat>['getAst']>
const intl = createIntl({ locale: 'fr', messages: {} })
/** Numbers of the parser's kinds of element. */
const [LITERAL, ARGUMENT, NUMBER, SELECT, PLURAL, POUND, TAG] = [0, 1, 2, 5, 6, 7, 8]

interface Said {
  file: string
  line: number
  text: string
}
const WORDS = /^web\/words\/(.+)\.(en|fr)\.json$/u

/**
 * Each screen's words stand in both languages: the same keys, asking for the same values, with the same cases of a choice. A key stands
 * in one file only, for the files are laid over one another.
 */
export function wordsOffences(tree: Tree): Offence[] {
  const offences: Offence[] = []
  const say = (said: Pick<Said, 'file' | 'line'>, because: string): void =>
    void offences.push({ rule: 'words', file: said.file, line: said.line, because })
  const spoken = { en: new Map<string, Said>(), fr: new Map<string, Said>() }
  for (const [file, text] of tree) {
    const [, screen, language] = WORDS.exec(file) ?? []
    if (!screen || (language !== 'en' && language !== 'fr')) continue
    const other = `web/words/${screen}.${language === 'en' ? 'fr' : 'en'}.json`
    if (!tree.has(other)) say({ file, line: 1 }, `there is no ${other}`)
    for (const [key, said] of saidIn(file, text)) {
      const before = spoken[language].get(key)
      if (before) say(said, `${key} is said in ${before.file} too: one of them is never heard`)
      spoken[language].set(key, said)
    }
  }
  for (const [language, other] of [
    ['en', 'fr'],
    ['fr', 'en'],
  ] as const)
    for (const [key, said] of spoken[language]) if (!spoken[other].has(key)) say(said, `${key} is not said in ${other}`)
  for (const [key, fr] of spoken.fr) {
    const en = spoken.en.get(key)
    const asked = en && [asks(en, 'en', say), asks(fr, 'fr', say)]
    if (asked?.[0] && asked[1] && asked[0] !== asked[1])
      say(fr, `${key} asks for ${asked[1]}; in English for ${asked[0]}`)
  }
  return offences
}

/** The keys of a file of words; a key that stands twice is there twice. */
function* saidIn(file: string, text: string): Generator<[string, Said]> {
  for (const { 1: key = '', 2: said = '', index } of text.matchAll(
    /^\s*("(?:[^"\\]|\\.)*")\s*:\s*("(?:[^"\\]|\\.)*")/gmu,
  ))
    yield [
      JSON.parse(key),
      { file, line: lineAt(text, index + text.slice(index).search(/\S/u)), text: JSON.parse(said) },
    ]
}

/** What a message needs to be said, in one line; undefined when it cannot be read at all. */
function asks(said: Said, locale: string, say: (said: Said, because: string) => void): string | undefined {
  const needs = new Map<string, string>()
  const ask = (elements: readonly Element[]): void => {
    for (const element of elements) {
      if (element.type === LITERAL || element.type === POUND || !('value' in element)) continue
      const name = element.value
      // A plain `{n}` and a `{n, number}` or plural take the same value: what counts is that both languages are given it.
      if (element.type === ARGUMENT || element.type === NUMBER || element.type === PLURAL)
        needs.set(name, needs.get(name) ?? name)
      else if (element.type === TAG) needs.set(`<${name}>`, `<${name}>`)
      else if (element.type === SELECT && 'options' in element)
        needs.set(name, `${name} (${Object.keys(element.options).sort().join(', ')})`)
      else needs.set(name, `${name} as ${['date', 'time'][element.type - 3] ?? 'value'}`)
      if ('options' in element) for (const option of Object.values(element.options)) ask(option.value)
      if ('children' in element) ask(element.children)
    }
  }
  try {
    ask(intl.formatters.getMessageFormat(said.text, locale).getAst())
  } catch (fault) {
    say(said, `cannot be read: ${fault instanceof Error ? fault.message : String(fault)}`)
    return undefined
  }
  return [...needs.values()].sort().join(', ') || 'nothing'
}

const HARD = '\u00a0\u202f'
const FRENCH: [RegExp, string][] = [
  [new RegExp(`(?<![${HARD}?!])[;?!](?=[\\s"»”)]|$)`, 'u'), 'a narrow no-break space (U+202F) goes before ; ? !'],
  [new RegExp(`(?<![${HARD}])[:](?=\\s|$)`, 'u'), 'a no-break space (U+00A0) goes before a colon'],
  [new RegExp(`«(?![${HARD}])|(?<![${HARD}])»`, 'u'), 'a no-break space goes inside « »'],
  [/"|“|”/u, 'French quotes are « »'],
]
const BOTH: [RegExp, string][] = [
  [/'/u, 'the apostrophe is ’ (a straight one also makes the reader of messages take what follows as it is)'],
  [/\.\.\./u, 'three dots are one character: …'],
]

/** Apostrophes, quotes and spaces as a printer sets them. */
export function typographyOffences(tree: Tree): Offence[] {
  const offences: Offence[] = []
  for (const [file, text] of tree) {
    const language = WORDS.exec(file)?.[2]
    if (!language) continue
    for (const [key, said] of saidIn(file, text))
      for (const [pattern, because] of language === 'fr' ? [...BOTH, ...FRENCH] : BOTH)
        if (pattern.test(said.text))
          offences.push({ rule: 'typography', file, line: said.line, because: `${key}: ${because}` })
  }
  return offences
}
