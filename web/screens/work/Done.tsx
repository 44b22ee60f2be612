import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Outcome, ShortTask } from '../../../contract/work.ts'
import { People, Person } from '../../parts/Person.tsx'
import { Time } from '../../parts/Time.tsx'
import { useWords } from '../../words/words.tsx'
import { useOutcome } from './outcomes.ts'
import classes from './Work.module.css'

/** Its time went by and nobody did it: that is no work of anybody’s, and counts as none. */
export const hasLapsed = ({ last }: ShortTask): boolean => last?.toldBy === 'time'
export const byHands = (tasks: readonly ShortTask[]): ShortTask[] => tasks.filter((task) => !hasLapsed(task))

/** What came of it as it is told afterwards: what was a tap to make is now something that was done. */
export function useOutcomeTold(): (outcome: Outcome) => string {
  const { t } = useWords()
  return (outcome) => (outcome === 'let-go' ? t('work.was-let-go') : t(`work.outcome-${outcome}`))
}

export const TaskLink = ({ task }: { task: ShortTask }) => (
  <Link to="/work/$id" params={{ id: task.id }} className="name-link">
    {task.name}
  </Link>
)

export function Done({
  title,
  tasks,
  zone,
}: {
  title: string
  tasks: readonly ShortTask[]
  zone?: string | undefined
}) {
  return (
    <>
      <h3 className={classes.sub}>{title}</h3>
      <People label={title}>
        {tasks.map((task) => (
          <li key={task.id}>
            <DoneLine task={task} zone={zone} />
          </li>
        ))}
      </People>
    </>
  )
}

function DoneLine({ task, zone }: { task: ShortTask; zone?: string | undefined }) {
  const { t } = useWords()
  const told = useOutcomeTold()
  const act = useOutcome(task)
  const { last } = task
  return (
    <Person
      initials={task.name}
      size="sm"
      name={<TaskLink task={task} />}
      line={
        <>
          {hasLapsed(task) ? task.title : task.outcome && told(task.outcome)}
          {last && last.toldBy !== 'hand' && !hasLapsed(task) && ` · ${t('work.by-itself', { by: last.toldBy })}`}
          {task.doneAt && (
            <>
              {' · '}
              <Time at={task.doneAt} zone={zone} />
            </>
          )}
        </>
      }
      side={
        last && (
          <Button
            variant="subtle"
            size="compact-md"
            mih={44}
            loading={act.busy === 'undo'}
            onClick={() => void act.takeBack()}
          >
            {t('work.take-back')}
            <span className="sr-only"> {task.name}</span>
          </Button>
        )
      }
    />
  )
}
