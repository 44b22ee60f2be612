import { ProblemError } from '../api.ts'
import { useWords } from '../words/words.tsx'
import { faultCode } from './fault-code.ts'

/** What is wrong with one value. What the server says in English only is said to who reads English: plainly else. */
function useFault(): (because: string) => string {
  const { t, word, has, locale } = useWords()
  return (because) => {
    const code = faultCode(because)
    if (has(`fault.${code}`)) return word('fault', code)
    return locale === 'en' && because.includes(' ') ? because : t('fault.other')
  }
}

/** The faults of a problem as the errors of a form, by field. */
export function useFaults(): (error: unknown) => Record<string, string> {
  const told = useFault()
  return (error) =>
    error instanceof ProblemError
      ? Object.fromEntries(
          (error.problem.faults ?? []).map(({ path, because }) => [path.replace(/^body\./u, ''), told(because)]),
        )
      : {}
}

/** A problem in words of the person's language: what is wrong, what helps, and what is wrong with values. No path is ever shown. */
export function useProblem(): (error: unknown) => { title: string; hint: string; faults: string[] } {
  const { t, word, has, locale } = useWords()
  const told = useFault()
  return (error) => {
    if (!(error instanceof ProblemError)) return { title: t('problem.unknown'), hint: '', faults: [] }
    const { code, title, hint = '', faults = [] } = error.problem
    const known = has(`problem.${code}`)
    const ours = error.by === 'screen' && title !== ''
    const readable = ours || locale === 'en'
    return {
      title: known && !ours ? word('problem', code) : (readable && title) || t('problem.unknown'),
      hint:
        has(`problem.${code}.hint`) && !ours
          ? word('problem', `${code}.hint`)
          : (ours || !known) && readable
            ? hint
            : '',
      // What the address of the page names is no field of anybody.
      faults: [
        ...new Set(faults.filter(({ path }) => !path.startsWith('params.')).map(({ because }) => told(because))),
      ],
    }
  }
}
