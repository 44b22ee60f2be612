import { useRef } from 'react'
import { useWords } from '../../words/words.tsx'
import type { Draft } from './draft.ts'
import { Faults } from './Faults.tsx'
import classes from './Playbook.module.css'

/** The page itself, with its lines numbered, and its faults beside them. */
export function PageEditor({ draft: { yaml, faults, settled, write } }: { draft: Draft }) {
  const { t } = useWords()
  const area = useRef<HTMLTextAreaElement>(null)
  const gutter = useRef<HTMLDivElement>(null)
  const marked = new Set(faults.map((each) => each.line))
  const lines = yaml.split('\n')
  const go = (line: number): void => {
    const found = area.current
    if (!found) return
    const from = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0)
    found.focus()
    found.setSelectionRange(from, from + (lines[line - 1]?.length ?? 0))
    found.scrollTop = (line - 4) * (found.scrollHeight / lines.length)
  }
  return (
    <div className={classes.editor}>
      <div>
        <label htmlFor="playbook-page" className={classes.label}>
          {t('playbook.page')}
        </label>
        <p className={classes.when} id="playbook-page-hint">
          {t('playbook.page-hint')}
        </p>
        <div className={`${classes.sheet} surface`}>
          <div className={classes.gutter} ref={gutter} aria-hidden>
            {lines.map((_, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
              <span key={i} data-fault={marked.has(i + 1) || undefined}>
                {i + 1}
              </span>
            ))}
          </div>
          <textarea
            id="playbook-page"
            aria-describedby="playbook-page-hint"
            ref={area}
            className={classes.area}
            wrap="off"
            spellCheck={false}
            value={yaml}
            onChange={(event) => write(event.currentTarget.value)}
            onScroll={(event) => {
              if (gutter.current) gutter.current.scrollTop = event.currentTarget.scrollTop
            }}
          />
        </div>
      </div>
      <section aria-label={t('playbook.faults', { n: faults.length })} aria-live="polite" aria-busy={!settled}>
        <h2 className={classes.name}>{t('playbook.faults', { n: faults.length })}</h2>
        <Faults faults={faults} go={go} />
      </section>
    </div>
  )
}
