import { Link } from '@tanstack/react-router'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import { importBrought } from '../../../contract/identity.ts'
import { useAsk } from '../../ask.ts'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Figure } from '../../parts/Figure.tsx'
import { Section } from '../../parts/Page.tsx'
import { Time } from '../../parts/Time.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Quality.module.css'

/** While some it wrote are not looked at yet, the figures are asked for again, in ms. */
const WHILE_BEHIND = 3000

/** What one import brought to who is who: who was joined, who waits to be asked; each figure leads to them. */
export function Brought({ id }: { id?: string }) {
  const { t } = useWords()
  const query = id ? { import: id } : {}
  const idle = useAsk(importBrought, { query })
  const behind = (idle.data?.behind ?? 0) > 0
  const watched = useAsk(importBrought, { query }, { enabled: behind, every: behind ? WHILE_BEHIND : false })
  const data = watched.data ?? idle.data
  if (idle.error) return <ErrorNote error={idle.error} retry={idle.refetch} />
  if (!data?.import) return null
  return (
    <Section title={t(id ? 'identity.brought' : 'identity.brought-last')}>
      {!id && (
        <p className={classes.lead}>
          <Link to="/import/$id" params={{ id: data.import.id }} className={classes.link}>
            {data.import.name}
          </Link>{' '}
          {data.import.finishedAt && <Time at={data.import.finishedAt} />}
        </p>
      )}
      <Figures data={data} run={data.import.id} whole={!id} />
      {data.behind > 0 && <p className={classes.note}>{t('identity.behind', { n: data.behind })}</p>}
    </Section>
  )
}

function Figures({ data, run, whole }: { data: AnswerOf<typeof importBrought>; run: string; whole: boolean }) {
  const { t, number } = useWords()
  const to = { import: run }
  // That there is none is known once all were looked at.
  const none = (key: 'identity.brought-none' | 'identity.brought-no-doubt') =>
    t(data.behind > 0 ? 'identity.brought-looking' : key)
  return (
    <div className={`${classes.figures} surface`}>
      {whole && (
        <Figure
          name={t('import.count-created')}
          value={number(data.created)}
          note={t('identity.brought-updated', { n: data.updated, said: number(data.updated) })}
        />
      )}
      <Figure
        name={t('identity.brought-joined')}
        value={number(data.joined)}
        note={
          data.joined + data.undone > 0 ? (
            <Link to="/identity/history" search={to} className={classes.link}>
              {t('identity.brought-see', { n: data.undone, said: number(data.undone) })}
            </Link>
          ) : (
            none('identity.brought-none')
          )
        }
      />
      <Figure
        name={t('identity.doubts')}
        value={number(data.waiting)}
        note={
          data.waiting > 0 ? (
            <Link to="/identity" search={to} className={classes.link}>
              {t('identity.doubts-see')}
            </Link>
          ) : (
            none('identity.brought-no-doubt')
          )
        }
      />
    </div>
  )
}
