/** "#TOKEN.fine": the link, and the answer that was tapped in the message. */
export function link_of(fragment: string): { token: string; answer: string } {
  const [token = '', answer = ''] = fragment.replace(/^#/, '').split('.');
  return { token, answer };
}
