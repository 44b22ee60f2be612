import { Button, Group } from '@mantine/core'
import { IconArrowRight, IconCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { listImports } from '../../../contract/imports.ts'
import { listStaff } from '../../../contract/network.ts'
import { listSources } from '../../../contract/signals.ts'
import { useAsk } from '../../ask.ts'
import { undoable } from '../../parts/toast.tsx'
import { useMay } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './FirstRun.module.css'

const PUT_AWAY = 'okaeri.way-on-put-away'

/**
 * What makes a house of a first test car: the real camera, the customers, the colleagues. It stands on the desk until each is there, or
 * until it is put away. Nothing of it is stored but that it was put away here.
 * @param fresh the first greeting was a moment ago
 */
export function WayOn({ fresh }: { fresh: boolean }) {
  const { t } = useWords()
  const [away, putAway] = useState(localStorage.getItem(PUT_AWAY) !== null)
  const [imports, invite] = [useMay('imports.manage', null), useMay('staff.manage', null)]
  const sources = useAsk(listSources, { query: { door: 'gate' } }, { enabled: !away })
  const runs = useAsk(listImports, {}, { enabled: !away && imports })
  const staff = useAsk(listStaff, { query: {} }, { enabled: !away && invite })
  if (away || !sources.data || (imports && !runs.data) || (invite && !staff.data)) return null
  const cameras = sources.data.sources
  const every = [
    // The first run made one that takes plain JSON, to try with.
    {
      to: '/setup/cameras',
      word: 'cameras',
      mine: true,
      done: cameras.length > 1 || cameras.some(({ kind }) => kind !== 'json'),
    },
    { to: '/import', word: 'import', mine: imports, done: runs.data?.imports.some(({ state }) => state === 'done') },
    { to: '/setup/staff', word: 'staff', mine: invite, done: (staff.data?.staff.length ?? 0) > 1 },
  ] as const
  const steps = every.filter(({ mine }) => mine)
  if (steps.every(({ done }) => done)) return null
  const title = t(fresh ? 'start.first-done' : 'start.way-on')
  const close = () => {
    localStorage.setItem(PUT_AWAY, 'yes')
    putAway(true)
    undoable(t('start.way-on-away'), () => {
      localStorage.removeItem(PUT_AWAY)
      putAway(false)
    })
  }
  return (
    <section className={`${classes.path} surface`} aria-label={title}>
      <h2>{title}</h2>
      <p className="dim">{t('start.first-done-text')}</p>
      <Group gap="sm" mt="md">
        {steps.map(({ to, word, done }) => (
          <Button
            key={to}
            component={Link}
            to={to}
            variant="default"
            {...(done
              ? { leftSection: <IconCheck size={18} aria-hidden /> }
              : { rightSection: <IconArrowRight size={18} aria-hidden /> })}
          >
            {t(`start.first-done-${word}`)}
            {done && <span className="sr-only"> {t('start.first-ok')}</span>}
          </Button>
        ))}
        <Button variant="subtle" onClick={close}>
          {t('start.way-on-close')}
        </Button>
      </Group>
    </section>
  )
}
