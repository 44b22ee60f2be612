import { Loading } from '../../parts/Loading.tsx'
import { Page } from '../../parts/Page.tsx'

export default function Setup() {
  return (
    <Page title="Setup">
      <Loading />
    </Page>
  )
}
