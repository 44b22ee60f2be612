-- A reading is weighed beside the score that stands over the words. What was read by its words alone and would come out otherwise, praise anywhere
-- and words that say the opposite of their score, is read anew by the reader in force, which is known by its name.
update feedback.verbatim set reader = 'words-alone'
where praised <> '{}' or band = 'unhappy' and polarity > 0 and not mixed or band = 'happy' and polarity < 0 and not mixed;
