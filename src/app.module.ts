import { Module } from '@nestjs/common';
import { components } from './components/registry.generated';
import { DatabaseModule } from './database/database.module';
import { PrismaService } from './database/prisma.service';
import { HomeModule } from './home/home.module';
import { menuOf } from './page/menu';
import { PageModule } from './page/page.module';

/** The application: the database, the pages, and every component that has a folder. */
@Module({
  imports: [
    DatabaseModule.forRoot({ client: PrismaService }),
    PageModule.forRoot(menuOf(components)),
    HomeModule.forRoot(components),
    ...components.map(({ module }) => module),
  ],
})
export class AppModule {}
