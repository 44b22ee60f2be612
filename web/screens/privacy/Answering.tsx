import { Modal, Textarea } from '@mantine/core'
import { useState } from 'react'
import {
  answerRequest,
  customerRights,
  type DataRequest,
  extendRequest,
  listRequests,
} from '../../../contract/privacy.ts'
import { useDo } from '../../ask.ts'
import { FormFooter } from '../../parts/FormFooter.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Privacy.module.css'

interface AnsweringProps {
  request: DataRequest
  how: 'extend' | 'refused'
  close: () => void
}

/** More time, or a no: both are told to the person with the reason, which is kept. */
export function Answering({ request, how, close }: AnsweringProps) {
  const { t } = useWords()
  const [because, setBecause] = useState('')
  const [tried, setTried] = useState(false)
  const options = { refresh: [listRequests, customerRights], done: close }
  const extend = useDo(extendRequest, options)
  const refuse = useDo(answerRequest, options)
  const { id } = request
  const said = because.trim()
  const send = () =>
    how === 'extend'
      ? extend.mutate({ params: { id }, body: { because: said } })
      : refuse.mutate({ params: { id }, body: { state: 'refused', answer: said } })
  return (
    <Modal
      opened
      onClose={close}
      title={t(how === 'extend' ? 'privacy.extend-title' : 'privacy.refuse-title')}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
      attributes={{ header: { role: 'presentation' } }}
    >
      <form
        noValidate
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (said.length >= 3) send()
        }}
      >
        <p className={classes.quiet}>{t(how === 'extend' ? 'privacy.extend-text' : 'privacy.refuse-text')}</p>
        <Textarea
          data-autofocus
          label={t('privacy.told-because')}
          autosize
          minRows={2}
          maxLength={300}
          value={because}
          error={tried && said.length < 3 ? t('start.needed') : null}
          onChange={(event) => setBecause(event.currentTarget.value)}
        />
        <FormFooter
          submit={t(how === 'extend' ? 'privacy.extend-do' : 'privacy.refuse-do')}
          busy={extend.isPending || refuse.isPending}
          error={extend.error ?? refuse.error}
          onCancel={close}
        />
      </form>
    </Modal>
  )
}
