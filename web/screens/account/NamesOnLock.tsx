import { Switch } from '@mantine/core'
import { useEffect, useState } from 'react'
import { toastProblem } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { tellHere, toldHere } from '../shell/told-here.ts'

/** May this device, which is told, show whose arrival it is while it is locked? */
export function NamesOnLock() {
  const { t } = useWords()
  const [named, setNamed] = useState<boolean | null>(null)
  useEffect(() => {
    let gone = false
    void toldHere()
      .then((subscription) => subscription && tellHere(subscription))
      .then((told) => !gone && told && setNamed(!told.unnamed))
      .catch(() => undefined)
    return () => {
      gone = true
    }
  }, [])
  if (named === null) return null
  const change = async (wanted: boolean) => {
    setNamed(wanted)
    const subscription = await toldHere()
    if (subscription) await tellHere(subscription, !wanted)
  }
  return (
    <Switch
      mt="sm"
      checked={named}
      label={t('setup.push-names')}
      description={t('setup.push-names-text')}
      onChange={({ currentTarget: { checked } }) =>
        void change(checked).catch((problem: unknown) => {
          setNamed(!checked)
          toastProblem(problem)
        })
      }
    />
  )
}
