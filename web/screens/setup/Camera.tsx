import { Loading } from '../../parts/Loading.tsx'
import { Page } from '../../parts/Page.tsx'

export default function Camera() {
  return (
    <Page title="Camera">
      <Loading />
    </Page>
  )
}
