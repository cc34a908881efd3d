const addresses = import.meta.glob<string>('../../fixtures/images/*.{jpg,png,webp,avif,heic,gif,rgba}', {
  query: '?url',
  import: 'default',
  eager: true,
});

/** A file of `tests/fixtures/images`, as a person would choose it: its type goes by its name. */
export async function fixture(name: string): Promise<File> {
  const address = addresses[`../../fixtures/images/${name}`];
  if (address === undefined) throw new Error(`There is no fixture called ${name}.`);
  const type = `image/${name.split('.').at(-1)?.replace('jpg', 'jpeg') ?? ''}`;
  return new File([await (await fetch(address)).arrayBuffer()], name, { type });
}
