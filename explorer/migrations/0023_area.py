from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("explorer", "0022_overviews"),
    ]

    operations = [
        migrations.CreateModel(
            name="Area",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, unique=True)),
                ("number", models.BigIntegerField()),
            ],
            options={
                "ordering": ["name"],
            },
        ),
    ]
