// The text of a record where its branch left main: what was there before both. Each backend of Decap CMS has its own
// way to say it.

/** Decap's name of the branch of an entry. */
const brancheDe = (collection, nom) => `cms/${collection}/${nom}`;

/** GitHub compares two branches, and says where they part. */
async function chezGithub({ api }, collection, nom, chemin) {
  const tete = await api.getHeadReference(brancheDe(collection, nom));
  const { merge_base_commit: { sha } } = await api.getDifferences(api.branch, tete);
  return api.readFile(chemin, null, { branch: sha, repoURL: api.originRepoURL });
}

/** So does GitLab. */
async function chezGitlab({ api }, collection, nom, chemin) {
  const refs = [api.branch, brancheDe(collection, nom)].map((ref) => `refs[]=${encodeURIComponent(ref)}`).join("&");
  const { id } = await api.requestJSON({ url: `${api.repoURL}/repository/merge_base?${refs}` });
  return api.readFile(chemin, null, { branch: id });
}

/** decap-server checks out what the name of an entry says: `git checkout a...b` is where two branches part. */
const surPlace = (depot, collection, nom, chemin) => depot.unpublishedEntryDataFile(collection, `${nom}...${depot.branch}`, chemin, chemin);

/** Where this is not to be had, nothing is known of before: what differs is asked. `nom` is the entry's file name. */
export async function avantLesDeux(depot, { collection, nom, chemin }) {
  const lire = depot.proxyUrl ? surPlace : depot.api.rebaseMergeRequest ? chezGitlab : chezGithub;
  return lire(depot, collection, nom, chemin).catch(() => "");
}

/** GitHub's branches are laid on main file by file; git lays the others, and stops where lines are neighbours. */
export const poseParGit = (depot) => !depot.api?.rebaseBranch;
