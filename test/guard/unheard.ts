import { once } from './syntax.ts'
import { isCode, isTest, lineAt, type Offence, type Tree } from './tree.ts'

const WORDS = /^web\/words\/.+\.(?:en|fr)\.json$/u
/** Who speaks the words: without it the tree is no web, and none is expected to be used. */
const SPEAKER = 'web/words/words.tsx'

/** A key as it is written where it is used: whole, with holes (`desk.${state}`), or by its family (`word('theme', code)`). */
function usedIn(text: string): { whole: Set<string>; shapes: string[] } {
  const whole = new Set([...text.matchAll(/['"`]([\w.-]+)['"`]/gu)].map(([, key]) => key!))
  const holes = [...text.matchAll(/`((?:[\w.-]|\$\{[^}`]*\})+)/gu)].flatMap(([, said]) => {
    const fixed = said!.split(/\$\{[^}`]*\}/u)
    return fixed.length > 1 && fixed.join('').length > 2 ? [fixed.map(escaped).join('.+')] : []
  })
  const families = [...text.matchAll(/\b(?:word|has)\(\s*'([\w.-]+)'/gu)].map(
    ([, family]) => `${escaped(family!)}\\..+`,
  )
  return { whole, shapes: [...holes, ...families] }
}

const usedOf = once((_path, text) => usedIn(text))

const escaped = (text: string): string => text.replaceAll('.', '\\.')

/** Words that no screen says any more. */
export function unheardOffences(tree: Tree): Offence[] {
  if (!tree.has(SPEAKER)) return []
  const code = [...tree].filter(([path]) => /^(?:web|server|contract)\//u.test(path) && isCode(path) && !isTest(path))
  const used = code.map(([path, text]) => usedOf(path, text))
  const whole = new Set(used.flatMap((each) => [...each.whole]))
  const shape = new RegExp(`^(?:${[...new Set(used.flatMap(({ shapes }) => shapes))].join('|') || '$.'})$`, 'u')
  return [...tree].flatMap(([file, text]) =>
    WORDS.test(file)
      ? [...text.matchAll(/^\s*"([^"]+)"\s*:/gmu)]
          .filter(([, key]) => !whole.has(key!) && !shape.test(key!))
          .map(({ 1: key, index }): Offence => {
            const line = lineAt(text, index + text.slice(index).search(/\S/u))
            return { rule: 'unheard', file, line, because: `no screen says ${key}: take it out in both languages` }
          })
      : [],
  )
}
