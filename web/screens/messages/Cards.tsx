import { Button, Group } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { postCards, printCards, waitingCards } from '../../../contract/messages.ts'
import { call } from '../../api.ts'
import { useAsk, useDo } from '../../ask.ts'
import { Time } from '../../parts/Time.tsx'
import { toast, toastProblem } from '../../parts/toast.tsx'
import { useMay } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Messages.module.css'

/** Hands a document to whoever asked for it. */
function save(bytes: Uint8Array, name: string): void {
  const url = URL.createObjectURL(new Blob([bytes as BlobPart], { type: 'application/pdf' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/** Postcards: those that wait for paper, and batches that were printed and wait for the letter box. */
export function Cards() {
  const { t } = useWords()
  const may = useMay('loop.manage', null)
  const queries = useQueryClient()
  const asked = useAsk(waitingCards, {}, { every: 30_000 })
  const print = useMutation({
    mutationFn: async (batch: string | undefined) =>
      (await call(printCards, { body: batch ? { batch } : {} })) as unknown as Uint8Array,
    onSuccess: async (pdf) => {
      save(pdf, 'cartes.pdf')
      await queries.invalidateQueries({ queryKey: [waitingCards.name] })
    },
    onError: toastProblem,
  })
  const posted = useDo(postCards, { refresh: [waitingCards], done: () => toast(t('messages.settled')) })
  const { waiting = 0, batches = [] } = asked.data ?? {}
  if (waiting === 0 && batches.length === 0) return null
  return (
    <section aria-label={t('messages.cards')} className="surface">
      {waiting > 0 && (
        <div className={classes.cards}>
          <strong>{t('messages.cards-waiting', { n: waiting })}</strong>
          {may && (
            <Button loading={print.isPending} onClick={() => print.mutate(undefined)}>
              {t('messages.cards-print')}
            </Button>
          )}
        </div>
      )}
      {batches.map(({ batch, cards, printedAt }) => (
        <div key={batch} className={classes.cards}>
          <div>
            <strong>{t('messages.cards-batch', { n: cards })}</strong>
            <p className={classes.line}>
              <Time at={printedAt} />
            </p>
          </div>
          {may && (
            <Group gap="xs">
              <Button
                loading={posted.isPending}
                onClick={() => posted.mutate({ body: { batch, posted: true } }, { onError: toastProblem })}
              >
                {t('messages.cards-posted')}
              </Button>
              <Button variant="default" loading={print.isPending} onClick={() => print.mutate(batch)}>
                {t('messages.cards-again')}
              </Button>
              <Button
                variant="subtle"
                onClick={() => posted.mutate({ body: { batch, posted: false } }, { onError: toastProblem })}
              >
                {t('messages.cards-back')}
              </Button>
            </Group>
          )}
        </div>
      ))}
    </section>
  )
}
