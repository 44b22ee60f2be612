import { Link, useParams, useSearch } from '@tanstack/react-router'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import { readTask } from '../../../contract/work.ts'
import { useAsk } from '../../ask.ts'
import { Back } from '../../parts/Back.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Page, Section } from '../../parts/Page.tsx'
import { Time } from '../../parts/Time.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { useWords } from '../../words/words.tsx'
import { AskCustomer } from '../surveys/AskCustomer.tsx'
import { useOutcomeTold } from './Done.tsx'
import { Outcomes } from './Outcomes.tsx'
import { Numbers, TaskBody } from './TaskBody.tsx'
import classes from './Work.module.css'

type Answer = AnswerOf<typeof readTask>

/** One thing to do, by its own address: from a notification, a colleague, the list. */
export default function Task() {
  const { t } = useWords()
  const { id = '' } = useParams({ strict: false })
  const asked = useAsk(readTask, { params: { id } })
  const back = <Back to="/">{t('work.back')}</Back>
  if (asked.data) return <Whole {...asked.data} back={back} />
  return (
    <Page title={t('work.task')} back={back} size="narrow">
      {asked.error ? <ErrorNote error={asked.error} retry={asked.refetch} /> : <Loading rows={2} as="card" />}
    </Page>
  )
}

function Whole({ task, history, back }: Answer & { back: React.ReactNode }) {
  const { t } = useWords()
  const told = useOutcomeTold()
  const { note } = useSearch({ strict: false }) as { note?: string }
  return (
    <Page
      title={task.name}
      back={back}
      size="narrow"
      lead={[
        task.title,
        t(`work.kind-${task.kind}` as 'work.kind-call'),
        task.staffName && t('work.for', { name: task.staffName }),
        t('work.minutes', { n: task.minutes }),
      ]
        .filter(Boolean)
        .join(' · ')}
    >
      <div className={`${classes.panel} surface`}>
        {task.state !== 'open' && (
          <p className={classes.quiet}>
            <Tone tone="good">{t('work.is-over', { outcome: task.outcome ? told(task.outcome) : '' })}</Tone>
          </p>
        )}
        <TaskBody task={task} />
        <Numbers task={task} />
        <Outcomes task={task} />
        <p className={classes.foot}>
          <Link to="/customers/$id" params={{ id: task.customerId }}>
            {t('work.open', { name: task.name })}
          </Link>
        </p>
      </div>
      <div style={{ marginTop: 28 }}>
        <AskCustomer customerId={task.customerId} name={task.name} noting={note} />
      </div>
      {history.length > 0 && <History history={history} />}
    </Page>
  )
}

function History({ history }: Pick<Answer, 'history'>) {
  const { t } = useWords()
  const told = useOutcomeTold()
  return (
    <div style={{ marginTop: 28 }}>
      <Section title={t('work.history')}>
        <ul className={`${classes.entries} surface`}>
          {history.map((one) => (
            <li key={one.id} data-undone={one.undoneAt ? true : undefined}>
              <strong>{told(one.outcome)}</strong>
              <span>
                {one.toldBy === 'hand' ? t('work.hand', { name: one.by }) : t('work.by-itself', { by: one.toldBy })}
              </span>
              {one.undoneAt && <span>{t('work.undone')}</span>}
              <Time at={one.at} />
              {one.note && <span style={{ flexBasis: '100%' }}>{one.note}</span>}
            </li>
          ))}
        </ul>
      </Section>
    </div>
  )
}
