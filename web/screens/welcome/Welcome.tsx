import { Button, TextInput } from '@mantine/core'
import { IconArrowRight, IconHome, IconWalk } from '@tabler/icons-react'
import { Navigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { demoState, startDemo } from '../../../contract/demo.ts'
import { start } from '../../../contract/network.ts'
import { useAsk, useDo } from '../../ask.ts'
import { Door } from '../../parts/Door.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { useWords } from '../../words/words.tsx'
import { Building } from './Building.tsx'
import { Own } from './Own.tsx'
import classes from './Welcome.module.css'

/** The very first page: open your own house, or walk through one that is furnished. */
export default function Welcome() {
  const { t } = useWords()
  const first = useAsk(start, {})
  const demo = useAsk(demoState, {})
  const [door, setDoor] = useState<'own' | 'demo' | null>(null)
  if (first.error)
    return (
      <Door title={t('start.welcome')}>
        <ErrorNote error={first.error} retry={first.refetch} />
      </Door>
    )
  if (!first.data || demo.isPending)
    return (
      <Door title={t('start.welcome')}>
        <Loading rows={2} />
      </Door>
    )
  if (door === 'demo' || demo.data?.state === 'building') return <Building />
  if (!first.data.needsOwner) return <Navigate to="/" />
  if (door === 'own') return <Own needsCode={first.data.needsCode} back={() => setDoor(null)} />
  return (
    <Door title={t('start.welcome')} lead={t('start.welcome-lead')} wide>
      <div className={classes.doors}>
        <Choice
          icon={<IconHome size={30} stroke={1.5} aria-hidden />}
          title={t('start.own-title')}
          text={t('start.own-text')}
        >
          <Button rightSection={<IconArrowRight size={20} aria-hidden />} onClick={() => setDoor('own')}>
            {t('start.own-do')}
          </Button>
        </Choice>
        <Demo needsCode={first.data.needsCode} entered={() => setDoor('demo')} />
      </div>
    </Door>
  )
}

function Choice({
  icon,
  title,
  text,
  children,
}: {
  icon: ReactNode
  title: string
  text: string
  children: ReactNode
}) {
  return (
    <section className={`${classes.choice} surface`} aria-label={title}>
      <span className={classes.icon}>{icon}</span>
      <h2>{title}</h2>
      <p>{text}</p>
      {children}
    </section>
  )
}

function Demo({ needsCode, entered }: { needsCode: boolean; entered: () => void }) {
  const { t, locale } = useWords()
  const [code, setCode] = useState('')
  const enter = useDo(startDemo, { done: entered })
  return (
    <Choice
      icon={<IconWalk size={30} stroke={1.5} aria-hidden />}
      title={t('start.demo-title')}
      text={t('start.demo-text')}
    >
      {needsCode && (
        <TextInput
          mb="sm"
          w="100%"
          label={t('start.code')}
          description={t('start.code-hint')}
          value={code}
          onChange={(e) => setCode(e.currentTarget.value)}
        />
      )}
      <Button
        variant="default"
        loading={enter.isPending}
        rightSection={<IconArrowRight size={20} aria-hidden />}
        onClick={() => enter.mutate({ body: { locale, ...(needsCode ? { code } : {}) } })}
      >
        {t('start.demo-do')}
      </Button>
      <ErrorNote error={enter.error} />
    </Choice>
  )
}
