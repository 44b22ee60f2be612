import { Button, FileButton, Group, Modal, ScrollArea } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { importProducts, listProducts } from '../../../contract/quality.ts'
import { call } from '../../api.ts'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { toast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Gate.module.css'

/** A file of products: shown first, kept on the second click. */
export function ImportProducts({ close }: { close: () => void }) {
  const { t, because } = useWords()
  const queries = useQueryClient()
  const [file, setFile] = useState<File | null>(null)
  const send = useMutation({
    mutationFn: ({ file, keep }: { file: File; keep: boolean }) =>
      call(importProducts, {
        query: { keep: String(keep) },
        // Whatever the system calls it (Excel’s own name, nothing at all), it is read as CSV.
        body: new Blob([file], { type: 'text/csv' }) as never,
      }),
    onSuccess: async ({ kept, counts }) => {
      if (!kept) return
      toast(t('gate.import-done', { n: counts.new + counts.changed }))
      close()
      await queries.invalidateQueries({ queryKey: [listProducts.name] })
    },
  })
  const shown = send.data?.kept ? undefined : send.data
  const n = shown ? shown.counts.new + shown.counts.changed : 0
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={t('gate.import-title')}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      <p className={classes.quiet}>{t('gate.import-text')}</p>
      <Group mt="md">
        <FileButton
          accept=".csv,text/csv,text/plain"
          onChange={(next) => {
            setFile(next)
            if (next) send.mutate({ file: next, keep: false })
          }}
        >
          {(props) => (
            <Button
              {...props}
              variant={shown ? 'default' : 'filled'}
              leftSection={<IconUpload size={20} aria-hidden />}
              loading={send.isPending && !shown}
            >
              {file?.name ?? t('gate.import-choose')}
            </Button>
          )}
        </FileButton>
      </Group>
      <ErrorNote error={send.error} />
      {shown && (
        <div aria-live="polite">
          <p className={`${classes.strong} figures`}>
            {t('gate.import-counts', {
              fresh: shown.counts.new,
              changed: shown.counts.changed,
              same: shown.counts.same,
              aside: shown.counts.aside,
            })}
          </p>
          {shown.aside.length > 0 && (
            <>
              <h3 className={classes.small}>{t('gate.import-aside')}</h3>
              <ScrollArea.Autosize mah={160} viewportProps={{ tabIndex: 0 }}>
                <ul className={classes.lines}>
                  {shown.aside.map(({ line, because: why }) => (
                    <li key={`${line} ${why.code}`}>
                      <span className="dim figures">{t('gate.import-line', { line })}</span> {because(why)}
                    </li>
                  ))}
                </ul>
              </ScrollArea.Autosize>
            </>
          )}
          {shown.rows.length > 0 && (
            <>
              <h3 className={classes.small}>{t('gate.import-rows')}</h3>
              <ScrollArea.Autosize mah={240} viewportProps={{ tabIndex: 0 }}>
                <ul className={classes.lines}>
                  {shown.rows.map((row) => (
                    <li key={row.line}>
                      <Tone tone={row.what === 'same' ? 'calm' : 'good'}>{t(`gate.import-what.${row.what}`)}</Tone>{' '}
                      {row.name} <span className="dim">{row.reference}</span>
                    </li>
                  ))}
                </ul>
              </ScrollArea.Autosize>
            </>
          )}
          <Group justify="flex-end" mt="lg" gap="sm">
            <Button variant="default" onClick={close}>
              {t('shell.cancel')}
            </Button>
            <Button
              disabled={n === 0}
              loading={send.isPending}
              onClick={() => file && send.mutate({ file, keep: true })}
            >
              {t('gate.import-keep', { n })}
            </Button>
          </Group>
        </div>
      )}
    </Modal>
  )
}
