import { Alert, Button, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconUsers } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { FormFooter } from '../../parts/FormFooter.tsx'
import { useWords } from '../../words/words.tsx'
import { beyondFields, fieldFaults, isStale } from './faults.ts'
import type { FormOf } from './form.ts'
import { threeWay } from './three-way.ts'

interface CarefulFormProps<T extends { version: number }, V extends object> {
  thing: T
  /** The fields of this form, as they are in the thing. */
  view: (thing: T) => V
  /** Writes the changed fields on top of one version; a version that is no longer the last is refused as `stale`. */
  send: (changes: Partial<V>, version: number) => Promise<T>
  /** Reads the thing as it is now. */
  again: () => Promise<T>
  done: (saved: T) => void
  close: () => void
  /** A field in words with its value, for the note about what someone else wrote. */
  tell: (field: keyof V, value: V[keyof V]) => string
  validate?: Partial<Record<keyof V, (value: never) => string | null>>
  /** What the server said of each field, in words; those of a customer when left out. */
  faultsOf?: (fault: unknown) => Record<string, string>
  submit?: string
  aside?: ReactNode
  children: (form: FormOf<V>) => ReactNode
}

/**
 * A form over something that others may be changing too. Only what was touched is sent. When someone was faster, what only
 * one of the two touched is put together without a word; what both touched is shown, and nothing that was typed is lost.
 */
export function CarefulForm<T extends { version: number }, V extends object>(props: CarefulFormProps<T, V>) {
  const { thing, view, send, again, done, close, tell, validate, faultsOf, submit, aside, children } = props
  const { t } = useWords()
  const [base, setBase] = useState(thing)
  const [theirs, setTheirs] = useState<{ text: string[]; values: V } | null>(null)
  const form = useForm<V>({ initialValues: view(thing), ...(validate ? { validate: validate as never } : {}) })
  const box = useRef<HTMLFormElement>(null)
  const note = useRef<HTMLDivElement>(null)
  useEffect(() => {
    box.current?.querySelector<HTMLElement>('input:not([type=hidden]):not([type=radio]), textarea, select')?.focus()
  }, [])
  // Saved from the foot of a long form: what a colleague wrote stands at its head.
  useEffect(() => {
    if (theirs) note.current?.scrollIntoView({ block: 'center' })
  }, [theirs])
  const save = useMutation({
    mutationFn: async (mine: V): Promise<T | null> => {
      const from = view(base)
      const { changes } = threeWay(from, mine, from)
      if (Object.keys(changes).length === 0) return base
      try {
        return await send(changes, base.version)
      } catch (fault) {
        if (!isStale(fault)) throw fault
      }
      const now = await again()
      const merge = threeWay(from, mine, view(now))
      if (merge.clash.length === 0)
        return Object.keys(merge.changes).length === 0 ? now : await send(merge.changes, now.version)
      setBase(now)
      form.setValues(merge.merged as never)
      setTheirs({ text: merge.clash.map((field) => tell(field, view(now)[field])), values: view(now) })
      return null
    },
    onSuccess: (saved) => {
      if (!saved) return
      done(saved)
      close()
    },
    onError: (fault) => form.setErrors(faultsOf ? faultsOf(fault) : fieldFaults(fault, t)),
  })
  return (
    <form
      ref={box}
      noValidate
      onSubmit={form.onSubmit((values) => save.mutate(values))}
      style={{ display: 'grid', gap: 16 }}
    >
      {theirs && (
        <Alert
          ref={note}
          role="alert"
          color="ink"
          variant="light"
          icon={<IconUsers aria-hidden />}
          title={t('customer.stale-title')}
        >
          <Stack gap="xs" align="flex-start">
            <span>{t('customer.stale-text')}</span>
            <ul style={{ margin: 0, paddingLeft: '1.1em' }}>
              {theirs.text.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
            <Button
              size="compact-md"
              variant="default"
              onClick={() => {
                form.setValues(theirs.values as never)
                setTheirs(null)
              }}
            >
              {t('customer.stale-theirs')}
            </Button>
          </Stack>
        </Alert>
      )}
      {children(form as unknown as FormOf<V>)}
      <FormFooter
        busy={save.isPending}
        error={beyondFields(save.error)}
        onCancel={close}
        {...(submit ? { submit } : {})}
      >
        {aside}
      </FormFooter>
    </form>
  )
}
