// Networks are large: one at a time, each with all threads to itself.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
