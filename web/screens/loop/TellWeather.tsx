import { Button, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { WEATHERS } from '../../../contract/playbook.ts'
import { listWeather, tellWeather } from '../../../contract/playbooks.ts'
import { useDo } from '../../ask.ts'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { toast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Loop.module.css'

interface Told {
  area: string
  kind: string
  from: string
  to: string
}

/** As a file of one line would tell it. */
export const csvOf = ({ area, kind, from, to }: Told): string =>
  `area,kind,from,to\n${[area, kind, from, to].map((each) => `"${each.replaceAll('"', '')}"`).join(',')}\n`

const NONE: Told = { area: '', kind: 'snow', from: '', to: '' }

/** A colleague tells of weather that no service told of, or that a service tells too late. */
export function TellWeather() {
  const { t, because } = useWords()
  const [told, tell] = useState(NONE)
  const [aside, setAside] = useState<string[]>([])
  const send = useDo(tellWeather, {
    refresh: [listWeather],
    done: (answer) => {
      setAside(answer.aside.map((each) => because(each.because)))
      if (answer.told === 0) return
      toast(t('loop.weather-done'))
      tell(NONE)
    },
  })
  const set = (part: Partial<Told>) => tell({ ...told, ...part })
  return (
    <form
      className={`${classes.tell} surface`}
      onSubmit={(event) => {
        event.preventDefault()
        send.mutate({ body: { text: csvOf({ ...told, to: told.to || told.from }) } })
      }}
    >
      <Select
        label={t('loop.weather-kind')}
        value={told.kind}
        onChange={(kind) => kind && set({ kind })}
        allowDeselect={false}
        data={WEATHERS.map((value) => ({ value, label: t(`playbook.weather-${value}`) }))}
      />
      <TextInput
        label={t('loop.weather-area')}
        description={t('loop.weather-area-hint')}
        required
        maxLength={10}
        value={told.area}
        error={aside[0]}
        onChange={(event) => set({ area: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t('loop.weather-from')}
        required
        value={told.from}
        onChange={(event) => set({ from: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t('loop.weather-to')}
        min={told.from}
        value={told.to}
        onChange={(event) => set({ to: event.currentTarget.value })}
      />
      <Button type="submit" loading={send.isPending}>
        {t('loop.weather-do')}
      </Button>
      <ErrorNote error={send.error} />
    </form>
  )
}
